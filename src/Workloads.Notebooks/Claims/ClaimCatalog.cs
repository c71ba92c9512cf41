using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Claims;

/// <summary>All claims that the library knows, as its build has put them beside it.</summary>
internal static partial class ClaimCatalog
{
    private const string FileName = "claims.json";

    /// <summary>
    /// The claims of the library that the notebooks load, in the documents' order; none where there is no library or it has no catalog.
    /// </summary>
    /// <param name="repository">The repository's folder.</param>
    public static IReadOnlyList<Claim> Read(string? repository)
    {
        if (repository is null)
            return [];
        try
        {
            var load = File.ReadAllText(Path.Combine(repository, "artifacts", "library", "load.dib"));
            if (LoadedLibrary().Match(load) is not { Success: true } library)
                return [];
            using var catalog = File.OpenRead(Path.Combine(Path.GetDirectoryName(library.Groups["path"].Value)!, FileName));
            return JsonSerializer.Deserialize(catalog, ClaimJson.Default.IReadOnlyListClaim) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>The claims that a cell's code names: <c>Claims.A8</c>.</summary>
    public static IEnumerable<string> NamedIn(string source) =>
        NamedClaim().Matches(source).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("^#r \"(?<path>.*)\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex LoadedLibrary();

    [GeneratedRegex(@"\bClaims\.(?<id>[A-Z][0-9]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedClaim();
}
