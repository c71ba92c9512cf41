using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Workloads.Measuring;

/// <summary>A machine as Windows tells it.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsFacts
{
    private const ushort AllGroups = 0xFFFF;
    private const int RelationProcessorCore = 0;

    public static MachineFacts Read() => new()
    {
        Processor = (Registry.GetValue(@"HKEY_LOCAL_MACHINE\HARDWARE\DESCRIPTION\System\CentralProcessor\0", "ProcessorNameString",
            null) as string)?.Trim(),
        PhysicalCores = CountCores(),
        LogicalCores = GetActiveProcessorCount(AllGroups) is > 0 and var count ? (int)count : null,
        AffinityCores = ReadAffinity(),
        Memory = GetPhysicallyInstalledSystemMemory(out ulong kilobytes) ? (long)kilobytes * 1024 : null,
    };

    /// <summary>One record for each core; a record begins with its kind and its length, of four bytes each.</summary>
    private static int? CountCores()
    {
        uint length = 0;
        GetLogicalProcessorInformationEx(RelationProcessorCore, [], ref length);
        byte[] records = new byte[length];
        if (length == 0 || !GetLogicalProcessorInformationEx(RelationProcessorCore, records, ref length))
            return null;

        int cores = 0;
        for (int at = 0; at + 8 <= length; at += BitConverter.ToInt32(records, at + 4))
            cores++;
        return cores;
    }

    private static int? ReadAffinity()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return System.Numerics.BitOperations.PopCount((ulong)process.ProcessorAffinity) is > 0 and var cores ? cores : null;
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint GetActiveProcessorCount(ushort group);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetLogicalProcessorInformationEx(int relation, [Out] byte[] buffer, ref uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetPhysicallyInstalledSystemMemory(out ulong kilobytes);
}
