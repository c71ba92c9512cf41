using Workloads.Html;
using Workloads.Show;

namespace Workloads.Python;

/// <summary>The CPython builds of this machine. None is needed: without any, what would stand beside them is left out.</summary>
/// <remarks>
/// The environment variable <c>WORKLOADS_PYTHON</c> overrides the search: <c>off</c> finds none, and a list of executables,
/// separated as PATH is, finds those alone.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record CPythons : IDisplayable
{
    /// <param name="builds">The builds that can be used, oldest version first.</param>
    /// <param name="leftOut">The Pythons that were met and cannot be used.</param>
    internal CPythons(IReadOnlyList<CPython> builds, IReadOnlyList<LeftOutPython> leftOut) => (Builds, LeftOut) = (builds, leftOut);

    internal IReadOnlyList<CPython> Builds { get; init; }
    internal IReadOnlyList<LeftOutPython> LeftOut { get; init; }

    private static readonly Lock Searching = new();
    private static Task<CPythons>? _found;

    /// <summary>The newest build, or null when there is none.</summary>
    internal CPython? Newest => Builds.Count > 0 ? Builds[^1] : null;

    /// <summary>Finds the builds once for the process; later calls return the same.</summary>
    /// <param name="cancellationToken">Ends the waiting; the search goes on for the next who asks.</param>
    public static Task<CPythons> FindAsync(CancellationToken cancellationToken = default)
    {
        lock (Searching)
            _found ??= Task.Run(static () => new PythonSearch { Cache = new(Scripts.Beside("probes.json")) }.FindAsync(),
                CancellationToken.None);
        return _found.WaitAsync(cancellationToken);
    }

    /// <summary>The newest build of a version such as 3.12, or null when there is none.</summary>
    /// <param name="major">3.</param>
    /// <param name="minor">8 or more.</param>
    internal CPython? Of(int major, int minor) =>
        Builds.LastOrDefault(build => build.Version.Major == major && build.Version.Minor == minor);

    /// <summary>The builds with what they can do, and why others were left out.</summary>
    public string ToHtml() => new Stack(
    [
        Builds.Count == 0
            ? Callout.LeftOut("No CPython was found: what would stand beside .NET is left out.")
            : Table.Of("", Builds, ("build", build => build.Name),
                ("threads run", build => build.Gil == GilState.Off ? "side by side" : "one at a time"),
                ("interpreters with a GIL each", build => build.HasInterpreters ? "yes" : "no"), ("found by", build => build.FoundBy)),
        .. LeftOut.Select(python => Callout.LeftOut($"Left out: {python.Reason}")),
    ]).ToHtml();

    /// <inheritdoc/>
    public override string ToString() => Builds.Count == 0 ? "no CPython" : string.Join(", ", Builds);
}
