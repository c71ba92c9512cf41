using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Pages;

namespace Workloads.Notebooks.Tests.Pages;

public sealed class ClaimsTableTests
{
    [Fact]
    public void Runtimes_that_few_claims_were_tried_on_share_a_column()
    {
        string[] often = [".NET", "CPython 3.13"], seldom = ["CPython 3.8", "CPython 3.9", "the model"];
        ScoredClaim[] claims =
        [
            .. Enumerable.Range(1, 4).Select(number => Claim($"A{number}", often)),
            Claim("A5", [.. often, .. seldom]),
        ];

        var html = ClaimsTable.ToHtml(claims, new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<ScoredClaim, (string, Thumbnail)>());

        Assert.Contains("<th scope=\"col\">.NET</th><th scope=\"col\">CPython 3.13</th><th scope=\"col\">Others</th></tr>", html,
            StringComparison.Ordinal);
        Assert.Contains("<summary>holds 3</summary><p class=\"holds\">CPython 3.8: <strong>holds</strong> <small>by 3</small></p>", html,
            StringComparison.Ordinal);
        Assert.Contains("colspan=\"6\"", html, StringComparison.Ordinal);
    }

    private static ScoredClaim Claim(string id, params IEnumerable<string> runtimes) =>
        new(id, "000", "Pools", "A pool is slower.", null, null,
            [.. runtimes.Select(runtime => new RuntimeVerdict(runtime, "holds", "by 3"))]);
}
