using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.Versioning;
using Workloads.Processes.Wire;

namespace Workloads.Processes;

/// <summary>
/// A child together with all that it has started. While the child lives, these are its descendants. Once it has ended, the
/// system has given those that it left to another parent; on Linux they are then found by what makes anybody wait for them:
/// they hold the child's ends of the pipes into which it printed.
/// </summary>
/// <remarks>
/// A process that has lost its parent and has closed both outputs, as daemons do, is not found; nor is any orphan on other systems.
/// </remarks>
internal sealed class ChildTree
{
    private readonly Process _child;
    private readonly HashSet<string> _outputs;

    /// <summary>A child that has just been started, with both outputs redirected.</summary>
    public ChildTree(Process child)
    {
        _child = child;
        _outputs = OperatingSystem.IsLinux()
            ? [.. new[] { child.StandardOutput, child.StandardError }.Select(output => NameOf(output.BaseStream)).OfType<string>()] : [];
    }

    /// <summary>Ends the child and its descendants at once. It never throws.</summary>
    /// <returns>The descendants' numbers.</returns>
    public IReadOnlyCollection<int> End()
    {
        try
        {
            if (_child.HasExited)
                return [];
            if (OperatingSystem.IsLinux())
                return End([_child.Id]);
            _child.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException
            or System.ComponentModel.Win32Exception)
        {
            // It, or a part of its tree, has ended by itself.
        }

        return [];
    }

    /// <summary>Ends those who may still write into the child's outputs, and their descendants, at once. It never throws.</summary>
    /// <returns>Their numbers.</returns>
    public IReadOnlyCollection<int> EndOrphans() => OperatingSystem.IsLinux()
        ? End([.. Running().Select(process => process.Id).Where(id => id != Environment.ProcessId && WritesInto(id))])
        : [];

    /// <summary>
    /// Stops the trees from the top, so that nothing is started any more while they are looked through, and then ends them.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private static HashSet<int> End(IReadOnlyList<int> roots)
    {
        var found = new HashSet<int>();
        while (WithDescendants(roots).Where(found.Add).ToArray() is { Length: > 0 } fresh)
        {
            foreach (int id in fresh)
                Posix.Signal(id, Posix.Stop);
        }

        foreach (int id in found)
            Posix.Signal(id, Posix.Kill);
        return found;
    }

    [SupportedOSPlatform("linux")]
    private static List<int> WithDescendants(IReadOnlyList<int> roots)
    {
        (int Id, int Parent)[] running = [.. Running()];
        ILookup<int, int> children = running.ToLookup(process => process.Parent, process => process.Id);
        List<int> found = [.. roots.Where(root => running.Any(process => process.Id == root))];
        for (int next = 0; next < found.Count; next++)
            found.AddRange(children[found[next]].Except(found));
        return found;
    }

    /// <summary>All processes with their parents, without those that have ended.</summary>
    private static IEnumerable<(int Id, int Parent)> Running()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                && ProcessState.Of(id) is { IsRunning: true, Parent: var parent })
                yield return (id, parent);
        }
    }

    private bool WritesInto(int id)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Invariant($"/proc/{id}/fd"))
                .Any(descriptor => LinkOf(descriptor) is { } target && _outputs.Contains(target)
                    && IsForWriting(id, Path.GetFileName(descriptor)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or is another user's.
        }
    }

    /// <summary>Whether it is the child's end: a process that is being started by this one holds a copy of ours for a moment.</summary>
    private static bool IsForWriting(int id, string descriptor)
    {
        const int AccessMode = 3;
        string flags = File.ReadLines(Invariant($"/proc/{id}/fdinfo/{descriptor}"))
            .First(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return (Convert.ToInt32(flags.Split(':')[1].Trim(), fromBase: 8) & AccessMode) != 0;
    }

    /// <summary>The name that the system has for a pipe, by which both of its ends are known.</summary>
    private static string? NameOf(Stream stream) =>
        stream is PipeStream pipe ? LinkOf(Invariant($"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}")) : null;

    private static string? LinkOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // Closed since.
        }
    }
}
