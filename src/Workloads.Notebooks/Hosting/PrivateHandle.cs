using System.Globalization;
using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Hosting;

/// <summary>Keeps an inherited pipe to this process: what a cell starts must not hold the runner's channels open.</summary>
internal static partial class PrivateHandle
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;
    private const int InheritFlag = 1;

    public static void Make(string handle)
    {
        var value = nint.Parse(handle, CultureInfo.InvariantCulture);
        if (OperatingSystem.IsWindows())
            _ = SetHandleInformation(value, InheritFlag, 0);
        else
            _ = Fcntl((int)value, SetDescriptorFlags, CloseOnExec);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetHandleInformation(nint handle, int mask, int flags);
}
