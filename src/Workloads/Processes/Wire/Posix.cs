using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Workloads.Processes.Wire;

/// <summary>The few calls of the C library that have no equal in .NET.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class Posix
{
    public const int ReadOnly = 0;
    /// <summary>Signals, by Linux's numbers, that no process can refuse: to stand still, and to end.</summary>
    public const int Stop = 19, Kill = 9;

    private const int Execute = 1;

    private const short PollInput = 0x0001;

    public const short PollError = 0x0008, PollHangUp = 0x0010;

    /// <summary>The request that marks a descriptor close-on-exec; unlike fcntl's it takes no variable argument.</summary>
    private static nuint CloseOnExec => OperatingSystem.IsLinux() ? 0x5451u : 0x20006601u;

    /// <summary>A new number for an open descriptor, which programs started by this one do not get.</summary>
    public static int DuplicatePrivately(int descriptor)
    {
        int duplicate = dup(descriptor);
        if (duplicate < 0 || ioctl(duplicate, CloseOnExec) < 0)
            throw new IOException(Invariant($"Descriptor {descriptor} could not be duplicated."));
        return duplicate;
    }

    /// <summary>Lets a descriptor's number stand for what another one stands for.</summary>
    public static void Redirect(int from, int to)
    {
        if (dup2(to, from) < 0)
            throw new IOException(Invariant($"Descriptor {from} could not be redirected."));
    }

    /// <summary>Opens the file that swallows everything and gives nothing.</summary>
    public static int OpenNull()
    {
        fixed (byte* path = "/dev/null"u8)
            return open(path, ReadOnly);
    }

    /// <summary>Waits until the other end of a pipe is closed, without reading what is in it.</summary>
    public static void WaitForHangUp(int descriptor)
    {
        var polled = new PollDescriptor { Descriptor = descriptor };
        while ((polled.Returned & (PollError | PollHangUp)) == 0)
        {
            polled.Returned = 0;
            if (poll(&polled, 1, Timeout.Infinite) == 0)
                return;
        }
    }

    /// <summary>Sends a signal; one to a process that is gone, or is another user's, is lost.</summary>
    public static void Signal(int process, int signal) => _ = kill(process, signal);

    /// <summary>
    /// Looks again and again, without sleeping, whether a pipe has something to read or its other end is closed; for so long at most.
    /// </summary>
    public static void LookForInput(int descriptor, TimeSpan time)
    {
        var polled = new PollDescriptor { Descriptor = descriptor, Asked = PollInput };
        long start = Stopwatch.GetTimestamp();
        while (poll(&polled, 1, timeout: 0) == 0 && Stopwatch.GetElapsedTime(start) < time)
        {
            // Nothing yet.
        }
    }

    /// <summary>Whether this process may run a file as a program.</summary>
    public static bool MayExecute(string path) => access(path, Execute) == 0;

    /// <summary>Ends this process at once, whatever its threads are doing.</summary>
    public static void ExitNow(int code) => _exit(code);

#pragma warning disable IDE1006, SA1300 // the C library's names
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    [LibraryImport("libc")]
    private static partial int dup2(int descriptor, int replaced);

    [LibraryImport("libc")]
    private static partial int ioctl(int descriptor, nuint request);

    [LibraryImport("libc")]
    private static partial int open(byte* path, int flags);

    [LibraryImport("libc")]
    public static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int timeout);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    private static partial void _exit(int code);
#pragma warning restore IDE1006, SA1300

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Asked;
        public short Returned;
    }
}
