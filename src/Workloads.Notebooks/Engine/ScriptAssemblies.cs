using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Workloads.Notebooks.Hosting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// The assemblies of a notebook: what its cells are compiled to, what they refer to, and what lies beside that. The framework's, and
/// the kernel's own, are those of the process, unless a newer one is asked for.
/// </summary>
internal sealed class ScriptAssemblies() : AssemblyLoadContext("cells")
{
    // The runner's own libraries: cells may bring others of their names.
    private static readonly HashSet<string> Own =
        new(StringComparer.OrdinalIgnoreCase) { "Workloads.Notebooks", "Markdig", "Spectre.Console", "System.CommandLine" };

    private static readonly Dictionary<string, string> OfTheProcess = ReferenceResolver.OfTheProgram
        .Select(file => (Name: Path.GetFileNameWithoutExtension(file), File: file))
        .Where(assembly => !Own.Contains(assembly.Name))
        .ToDictionary(assembly => assembly.Name, assembly => assembly.File, StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, Assembly> _submissions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _folders = new(StringComparer.Ordinal);

    /// <summary>Offers files to whoever refers to an assembly of their name; the first of a name is taken.</summary>
    public void Offer(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
            _folders.TryAdd(Path.GetDirectoryName(file)!, 0);
        }
    }

    /// <summary>Loads a submission.</summary>
    public Assembly Load(CompiledCode code)
    {
        Offer(code.References);
        using var assembly = new MemoryStream(code.Assembly);
        using var symbols = new MemoryStream(code.Symbols);
        Assembly loaded = LoadFromStream(assembly, symbols);
        return _submissions[loaded.GetName().Name!] = loaded;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (_submissions.TryGetValue(name, out var submission))
            return submission;
        return !HasProcess(assemblyName) && FileOf(name) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    private static bool HasProcess(AssemblyName wanted) =>
        OfTheProcess.TryGetValue(wanted.Name!, out var file) && !(wanted.Version > AssemblyName.GetAssemblyName(file).Version);

    private string? FileOf(string name) => _files.TryGetValue(name, out string? file)
        ? file
        : _folders.Keys.Select(folder => Path.Combine(folder, $"{name}.dll")).FirstOrDefault(File.Exists);
}
