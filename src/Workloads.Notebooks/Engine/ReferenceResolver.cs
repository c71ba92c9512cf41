using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Workloads.Notebooks.Engine;

/// <summary>
/// Finds the assemblies that cells refer to, each once: without that, every cell reads the framework's metadata anew
/// and keeps it, some 4 MB a cell. What the program has anyway is read once for all notebooks.
/// </summary>
internal sealed class ReferenceResolver(string baseDirectory) : MetadataReferenceResolver
{
    /// <summary>What every process of this program has anyway: a second copy would have types of its own.</summary>
    public static IReadOnlySet<string> OfTheProgram { get; } =
        new HashSet<string>(
            [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries)]);

    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Shared = new(StringComparer.Ordinal);

    private readonly ScriptMetadataResolver _inner = ScriptMetadataResolver.Default.WithBaseDirectory(baseDirectory);
    private readonly ConcurrentDictionary<(string, string?), ImmutableArray<PortableExecutableReference>> _references = new();
    private readonly ConcurrentDictionary<AssemblyIdentity, PortableExecutableReference?> _missing = new();
    private readonly ConcurrentDictionary<string, PortableExecutableReference> _added = new(StringComparer.OrdinalIgnoreCase);

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Offers the assemblies of restored packages to cells.</summary>
    public void Add(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            _added.TryAdd(Path.GetFileNameWithoutExtension(path), MetadataReference.CreateFromFile(path));
    }

    public IEnumerable<MetadataReference> Added => _added.Values;

    /// <summary>
    /// The files that a cell's process must be told of: those that its directives name, and those found beside others that refer to them.
    /// </summary>
    public IEnumerable<string> FilesFor(IEnumerable<MetadataReference> directives) =>
        directives.Concat(_missing.Values.Except(_added.Values))
        .OfType<PortableExecutableReference>().Select(reference => reference.FilePath).OfType<string>()
            .Where(file => !OfTheProgram.Contains(file));

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (_references.TryGetValue((reference, baseFilePath), out var known))
            return known;
        var found = _inner.ResolveReference(reference, null, properties).Select(Share).ToImmutableArray();

        // A file that is missing now may have been built by the time that a later cell asks again.
        return found.IsEmpty ? found : _references.GetOrAdd((reference, baseFilePath), found);
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _missing.GetOrAdd(referenceIdentity, identity =>
            _added.TryGetValue(identity.Name, out var added) ? added
                : _inner.ResolveMissingAssembly(definition, identity) is { } found ? Share(found) : null);

    private static PortableExecutableReference Share(PortableExecutableReference reference) =>
        reference.FilePath is { } file && OfTheProgram.Contains(file) ? Shared.GetOrAdd(file, reference) : reference;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
