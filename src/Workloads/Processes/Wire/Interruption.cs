using System.Runtime.InteropServices;

namespace Workloads.Processes.Wire;

/// <summary>
/// A terminal's Ctrl+C, which reaches every process that it runs. What a host starts leaves it to the host: one that ends takes its
/// children with it, and one that goes on keeps them.
/// </summary>
internal static partial class Interruption
{
    private const int SigInt = 2;
    private const nint SigIgnore = 1;

    /// <summary>
    /// Lets this process go on when it comes. The call of the system, since a handler of .NET's costs a thread at the start.
    /// </summary>
    public static void Ignore()
    {
        if (OperatingSystem.IsWindows())
            _ = SetConsoleCtrlHandler(handler: 0, add: 1);
        else
            _ = Signal(SigInt, SigIgnore);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);

    [LibraryImport("kernel32")]
    private static partial int SetConsoleCtrlHandler(nint handler, int add);
}
