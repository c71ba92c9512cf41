using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Workloads.Processes.Wire;

/// <summary>The same as <see cref="WorkerPipes.Claim"/> does elsewhere, with what Windows has for it.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsPipes
{
    private const int StandardInput = -10, StandardOutput = -11, StandardError = -12;
    private const int Inherit = 1;

    public static WorkerPipes Claim()
    {
        nint requests = GetStdHandle(StandardInput), replies = GetStdHandle(StandardOutput);
        _ = SetHandleInformation(requests, Inherit, 0);
        _ = SetHandleInformation(replies, Inherit, 0);
        _ = SetStdHandle(StandardInput, 0);
        _ = SetStdHandle(StandardOutput, GetStdHandle(StandardError));
        return new(new(requests, ownsHandle: true), new(replies, ownsHandle: true));
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    private static partial int SetStdHandle(int which, nint handle);

    [LibraryImport("kernel32")]
    private static partial int SetHandleInformation(nint handle, int mask, int flags);
}
