using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Workloads.Measuring;

/// <summary>A machine as macOS tells it, by <c>sysctl</c>.</summary>
[SupportedOSPlatform("macos")]
internal static partial class MacFacts
{
    public static MachineFacts Read() => new()
    {
        Processor = Read("machdep.cpu.brand_string") is { } name ? Encoding.UTF8.GetString(name).TrimEnd('\0') : null,
        PhysicalCores = (int?)Number("hw.physicalcpu"),
        LogicalCores = (int?)Number("hw.logicalcpu"),
        Memory = Number("hw.memsize"),
    };

    private static long? Number(string name) => Read(name) switch
    {
        { Length: 4 } bytes => BitConverter.ToInt32(bytes),
        { Length: 8 } bytes => BitConverter.ToInt64(bytes),
        _ => null,
    };

    private static byte[]? Read(string name)
    {
        nuint length = 0;
        if (SysctlByName(name, null, ref length, 0, 0) != 0)
            return null;
        byte[] value = new byte[length];
        return SysctlByName(name, value, ref length, 0, 0) == 0 ? value[..(int)length] : null;
    }

    [LibraryImport("libSystem.dylib", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SysctlByName(string name, [Out] byte[]? value, ref nuint length, nint newValue, nuint newLength);
}
