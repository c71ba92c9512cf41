using System.Reflection;
using Microsoft.DotNet.Interactive;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Loads what packages bring for the kernel, from where it looks for it: in <c>interactive-extensions/dotnet</c> assemblies with an
/// <see cref="IKernelExtension"/>, and a notebook <c>extension.dib</c>.
/// </summary>
/// <param name="kernel">Given to the extensions.</param>
/// <param name="load">Loads an assembly beside the cells' own.</param>
/// <param name="importAsync">Runs a notebook.</param>
internal sealed class PackageExtensions(Kernel kernel, Func<string, Assembly> load, Func<string, Task> importAsync)
{
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    /// <summary>Loads the extensions of packages, each once.</summary>
    /// <param name="packages">The packages' folders.</param>
    /// <param name="where">The place that wants the packages.</param>
    /// <exception cref="CellFailedException">An extension cannot be loaded.</exception>
    public async Task LoadAsync(IEnumerable<string> packages, string where)
    {
        foreach (var folder in packages.Select(package => Path.Combine(package, "interactive-extensions", "dotnet")).Where(Directory.Exists)
            .Where(_loaded.Add))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
                await LoadAssemblyAsync(file, where);
            var notebook = Path.Combine(folder, "extension.dib");
            if (File.Exists(notebook))
                await importAsync(notebook);
        }
    }

    private async Task LoadAssemblyAsync(string file, string where)
    {
        try
        {
            var extensions = load(file).ExportedTypes.Where(
                type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
                && type.IsAssignableTo(typeof(IKernelExtension))).ToList();
            if (extensions.Count > 0)
                $"Loading extensions from `{Path.GetFileName(file)}`".Display();
            foreach (var extension in extensions)
                await ((IKernelExtension)Activator.CreateInstance(extension)!).OnLoadAsync(kernel);
        }
        catch (Exception e)
        {
            throw new CellFailedException(
                CellFailure.FromMessage("ExtensionError", where,
                    $"the extension {Path.GetFileName(file)} cannot be loaded: {e.GetType().Name}: {e.Message}"));
        }
    }
}
