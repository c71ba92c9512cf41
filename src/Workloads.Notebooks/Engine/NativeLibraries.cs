using System.Reflection;
using System.Runtime.InteropServices;

namespace Workloads.Notebooks.Engine;

/// <summary>Lets the assemblies of restored packages find the native libraries of those packages.</summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static string[] _folders = [];

    /// <summary>Offers the folders' libraries to every assembly that is loaded from now on.</summary>
    public static void Offer(IReadOnlyList<string> folders)
    {
        lock (Gate)
        {
            if (_folders.Length == 0 && folders.Count > 0)
                AppDomain.CurrentDomain.AssemblyLoad += (_, e) => OfferTo(e.LoadedAssembly);
            _folders = [.. _folders.Union(folders, StringComparer.Ordinal)];
        }
    }

    private static void OfferTo(Assembly assembly)
    {
        try
        {
            if (!assembly.IsDynamic)
                NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => Load(name));
        }
        catch (InvalidOperationException)
        {
            // The assembly has brought a resolver of its own, which knows better.
        }
    }

    private static nint Load(string name)
    {
        foreach (var folder in _folders)
        {
            foreach (var file in (string[])[name, $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dll"])
            {
                if (NativeLibrary.TryLoad(Path.Combine(folder, file), out var handle))
                    return handle;
            }
        }

        return 0;
    }
}
