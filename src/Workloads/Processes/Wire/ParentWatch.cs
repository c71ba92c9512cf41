using System.Diagnostics;

namespace Workloads.Processes.Wire;

/// <summary>
/// Ends the worker as soon as its pool's process is gone, in whatever way it went: the kernel closes that end of the pipe. A
/// thread of its own waits for it, since the one that runs calls may be in a call that never ends.
/// </summary>
internal static class ParentWatch
{
    private const int StackSize = 64 * 1024;

    public static void Start(WorkerPipes pipes, int parent) =>
        new Thread(_ => Watch(pipes, parent), StackSize) { IsBackground = true }.Start();

    private static void Watch(WorkerPipes pipes, int parent)
    {
        if (OperatingSystem.IsWindows())
        {
            WaitForExit(parent);
            Environment.Exit(0);
        }
        else
        {
            Posix.WaitForHangUp((int)pipes.Requests.DangerousGetHandle());
            Posix.ExitNow(0);
        }
    }

    private static void WaitForExit(int parent)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }
}
