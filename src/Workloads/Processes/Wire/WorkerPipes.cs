using Microsoft.Win32.SafeHandles;

namespace Workloads.Processes.Wire;

/// <summary>
/// The worker's ends of its two pipes, taken away from standard input and output: what a workload prints goes to standard
/// error instead, what it reads is empty, and programs that it starts do not inherit the pipes.
/// </summary>
/// <param name="Requests">What the pool writes.</param>
/// <param name="Replies">What the pool reads.</param>
internal sealed record WorkerPipes(SafeFileHandle Requests, SafeFileHandle Replies)
{
    /// <summary>Takes the pipes; to be called before anything has touched the console.</summary>
    public static WorkerPipes Claim()
    {
        if (OperatingSystem.IsWindows())
            return WindowsPipes.Claim();

        int requests = Posix.DuplicatePrivately(0), replies = Posix.DuplicatePrivately(1), nothing = Posix.OpenNull();
        Posix.Redirect(from: 0, to: nothing);
        Posix.Redirect(from: 1, to: 2);
        _ = Posix.close(nothing);
        return new(new(requests, ownsHandle: true), new(replies, ownsHandle: true));
    }

    /// <summary>A stream without a buffer of its own: the worker's loop has one.</summary>
    public static FileStream Open(SafeFileHandle handle, FileAccess access) => new(handle, access, bufferSize: 0);
}
