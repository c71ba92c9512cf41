namespace Workloads.Processes.Wire;

/// <summary>What the library does when it is started as a program by a pool: it runs calls until the pool is gone.</summary>
internal static class Worker
{
    /// <summary>The arguments of a worker: this word, the pool's process, and <see cref="FaultsArgument"/> when asked for.</summary>
    public const string Argument = "worker", FaultsArgument = "faults";

    /// <summary>
    /// The argument of a program that does nothing but talk: the measure of what the runtime's own start takes, and a bare pipe.
    /// </summary>
    public const string EmptyArgument = "empty";

    /// <summary>
    /// How long a worker looks for its next frame before it sleeps. A core that sleeps takes longer to wake up than a pool to hand over the
    /// next of its single calls.
    /// </summary>
    private static readonly TimeSpan s_lookout = TimeSpan.FromMicroseconds(50);

    /// <summary>Runs calls until the pool closes its end of the pipe.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(int parent, bool faults)
    {
        WorkerPipes pipes = WorkerPipes.Claim();
        Interruption.Ignore();
        try
        {
            new CallLoop(WorkerPipes.Open(pipes.Requests, FileAccess.Read), WorkerPipes.Open(pipes.Replies, FileAccess.Write), faults,
                () => ParentWatch.Start(pipes, parent), () => LookForFrames(pipes)).Run();
            return 0;
        }
        catch (IOException)
        {
            // The pool went away while an answer was on its way.
            return 0;
        }
    }

    private static void LookForFrames(WorkerPipes pipes)
    {
        if (!OperatingSystem.IsWindows())
            Posix.LookForInput((int)pipes.Requests.DangerousGetHandle(), s_lookout);
    }

    /// <summary>Says one byte, then each byte that it is told, until its input ends.</summary>
    public static int RunEmpty()
    {
        WorkerPipes pipes = WorkerPipes.Claim();
        using FileStream input = WorkerPipes.Open(pipes.Requests, FileAccess.Read),
            output = WorkerPipes.Open(pipes.Replies, FileAccess.Write);
        for (int next = 1; next >= 0; next = input.ReadByte())
            output.WriteByte((byte)next);
        return 0;
    }
}
