using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Hosting;

/// <summary>
/// Ties the runner to the <c>dotnet run</c> that started it: who kills that, means this, and a killed parent tells its
/// child nothing.
/// </summary>
internal static partial class DotnetRun
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Where this process was started by <c>dotnet run</c>, ends it soon after that has ended.</summary>
    public static void EndWithIt()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var parent = GetParent();
        if (!IsDotnetRun(parent))
            return;
        new Thread(() =>
        {
            while (GetParent() == parent)
                Thread.Sleep(Pause);
            ProcessTree.KillSelf();
        })
        {
            IsBackground = true,
            Name = "dotnet run's end",
        }.Start();
    }

    private static bool IsDotnetRun(int process)
    {
        try
        {
            return File.ReadAllText(Invariant($"/proc/{process}/cmdline")).Split('\0') is [var program, "run", ..]
                && Path.GetFileName(program) == "dotnet";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
