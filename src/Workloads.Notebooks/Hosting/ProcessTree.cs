using System.Globalization;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Hosting;

/// <summary>Ends processes together with all that they have started.</summary>
internal static partial class ProcessTree
{
    private const int SetChildSubreaper = 36;
    private const int SigKill = 9;
    private const int SigStop = 19;

    /// <summary>
    /// Makes this process the parent of orphans among its descendants, where the system can, so that a tree stays a tree
    /// also after its middle has ended.
    /// </summary>
    public static void AdoptOrphans()
    {
        if (OperatingSystem.IsLinux())
            _ = Prctl(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Ends a process and all its descendants.</summary>
    public static void Kill(Process process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                if (!process.HasExited)
                    KillWithDescendants(process.Id);
            }
            else
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }
    }

    /// <summary>Ends this process and all its descendants, at once.</summary>
    public static void KillSelf()
    {
        if (OperatingSystem.IsLinux())
        {
            KillDescendants(Environment.ProcessId);
        }
        else
        {
            foreach (var child in Children())
                Kill(child);
        }

        Process.GetCurrentProcess().Kill();
    }

    /// <summary>Compiles what ending takes, so that it takes no time when it is needed.</summary>
    public static void WarmUp()
    {
        if (OperatingSystem.IsLinux())
            _ = Descendants(Environment.ProcessId);
    }

    private static void KillWithDescendants(int process)
    {
        // Stopped first, so that it starts nothing while its descendants are ended.
        _ = KillProcess(process, SigStop);
        KillDescendants(process);
        _ = KillProcess(process, SigKill);
    }

    private static void KillDescendants(int process)
    {
        // A descendant may start another while the list is read: read it until it is empty.
        for (var round = 0; round < 20; round++)
        {
            var descendants = Descendants(process);
            if (descendants.Count == 0)
                return;
            foreach (var id in descendants)
                _ = KillProcess(id, SigStop);
            foreach (var id in descendants)
                _ = KillProcess(id, SigKill);
        }
    }

    private static List<int> Descendants(int root)
    {
        var childrenOf = new Dictionary<int, List<int>>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id)
                && ReadParent(folder) is { } parent)
                (CollectionsMarshal.GetValueRefOrAddDefault(childrenOf, parent, out _) ??= []).Add(id);
        }

        var found = new List<int>();
        var next = new Queue<int>([root]);
        while (next.TryDequeue(out var process))
        {
            foreach (var child in childrenOf.GetValueOrDefault(process, []))
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    // "id (name) state parent ...": the name may hold anything, and a zombie is no longer of interest.
    private static int? ReadParent(string folder)
    {
        try
        {
            var stat = File.ReadAllText(folder + "/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
            return fields[0] == "Z" ? null : int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<Process> Children() => Process.GetProcesses().Where(p => ParentOf(p) == Environment.ProcessId);

    private static int? ParentOf(Process process)
    {
        if (!OperatingSystem.IsWindows())
            return null;
        try
        {
            var information = default(BasicInformation);
            return NtQueryInformationProcess(process.Handle, 0, ref information, Marshal.SizeOf<BasicInformation>(), out _) == 0
                ? (int)information.InheritedFromUniqueProcessId
                : null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicInformation
    {
        public nint ExitStatus;
        public nint PebBaseAddress;
        public nint AffinityMask;
        public nint BasePriority;
        public nint UniqueProcessId;
        public nint InheritedFromUniqueProcessId;
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillProcess(int process, int signal);

    [LibraryImport("ntdll")]
    private static partial int NtQueryInformationProcess(nint process, int kind, ref BasicInformation information, int length,
        out int returned);
}
