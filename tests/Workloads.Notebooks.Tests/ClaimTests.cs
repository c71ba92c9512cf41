using System.Text.Json;

namespace Workloads.Notebooks.Tests;

/// <summary>The claims of a small repository: one that a cell decides, one whose cell fails, one that no notebook tries.</summary>
public class ClaimTests
{
    private const int TimeLimit = 180_000;

    private static string Verdict(string id, string verdict) =>
        $$$"""HTML("<script type='application/json' class='workloads-verdict'>{'id':'{{{id}}}','document':'000','section':'Pools','claim':'A pool is slower.','verdicts':[{'runtime':'.NET 10.0','verdict':'{{{verdict}}}','reason':'by <1','figures':{'ratio':'0.9'}}]}</script>".Replace('\'', '"')) // Claims.{{{id}}}""";

    [Fact(Timeout = TimeLimit)]
    public async Task The_scoreboard_holds_every_claim_in_the_documents_order_with_its_verdicts_or_why_there_are_none()
    {
        using var scratch = new Scratch();
        Repository(scratch);

        var result = await RunAsync(scratch);

        Assert.Equal(1, result.ExitCode);
        using var claims = JsonDocument.Parse(scratch.Read("artifacts/notebooks/claims.json"));
        var rows = claims.RootElement.EnumerateArray().Select(claim =>
            $"{Text(claim, "id")} {Text(claim, "notebook")} {claim.GetProperty("cell")} {claim.GetProperty("verdicts").GetArrayLength()} {(claim.TryGetProperty("why", out var why) ? why.GetString() : "")}");
        Assert.Equal(
            [
                "A1 1-a/y.dib 1 1 ",
                "B2 2-b/x.dib 1 0 x.dib, cell 1, line 1: Exception: no",
                "A3   0 no notebook tries it.",
                "A9 1-a/y.dib 2 1 ",
            ],
            rows);
        Assert.Contains("| A1    | A pool is slower. | holds", result.Output, StringComparison.Ordinal);
        Assert.Contains("x.dib, cell 1, line 1: Exception: no |", result.Output, StringComparison.Ordinal);
        var index = scratch.Read("artifacts/notebooks/index.html");
        Assert.Contains("href=\"1-a/y.html#cell-1\"", index, StringComparison.Ordinal);
        Assert.True(index.IndexOf("The second, document 001", StringComparison.Ordinal) < index.IndexOf("<h2>The first</h2>",
            StringComparison.Ordinal), "The README lists the second first.");
        Assert.Contains("Document 000: The beginning", index, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"workloads-verdict\"", scratch.Read("artifacts/notebooks/1-a/y.html"), StringComparison.Ordinal);
        Assert.Contains("rel=\"next\" href=\"../1-a/y.html\"", scratch.Read("artifacts/notebooks/2-b/x.html"), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Single_claims_are_printed_from_the_last_run_or_measured_when_there_is_none()
    {
        using var scratch = new Scratch();
        Repository(scratch);

        var measured = await RunAsync(scratch, "claims", "a1");
        await RunAsync(scratch);
        var printed = await RunAsync(scratch, "claims", "A1", "A9");
        var unknown = await RunAsync(scratch, "claims", "Z9");

        Assert.Contains("[1/1] 1-a/y.dib: ran", measured.Output, StringComparison.Ordinal);
        Assert.Contains("Measured now.", measured.Output, StringComparison.Ordinal);
        Assert.StartsWith("From the run that ended on ", printed.Output, StringComparison.Ordinal);
        Assert.All([measured, printed], result =>
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Contains(
                "A1  A pool is slower.\n    document 000, Pools; 1-a/y.dib, cell 1\n    .NET 10.0: holds, by <1\n        ratio: 0.9\n",
                result.Output, StringComparison.Ordinal);
        });
        Assert.Contains("A9  A pool is slower.", printed.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Equal("claims Z9: no notebook tries such a claim; there are: A1, A9, B2.\n", unknown.Error);
    }

    private static void Repository(Scratch scratch)
    {
        scratch.Write("Workloads.sln", "");
        scratch.WriteCells("notebooks/1-a/y.dib", Verdict("A1", "holds"), Verdict("A9", "undecided"));
        scratch.WriteCells("notebooks/2-b/x.dib", "throw new Exception(\"no\"); // Claims.B2");
        scratch.Write("notebooks/README.md",
            "# N\n\n## Claims\n\n- A1 [y](1-a/y.dib)\n\n## By folder\n\n**The second**, document 001\n\n- [x](2-b/x.dib)\n\n### The first\n\n- [y](1-a/y.dib)\n");
        var library = Path.Combine(scratch.Folder, "artifacts", "library", "1");
        scratch.Write("artifacts/library/load.dib", $"#!csharp\n#r \"{library}/Workloads.dll\"\n");
        scratch.Write("artifacts/library/1/claims.json", """
            [{"id":"A1","document":"000","title":"The beginning","section":"Pools","claim":"A pool is slower.","figures":[],"topic":"x"},
             {"id":"B2","document":"001","section":"Spinners","claim":"Three turn.","notebook":"2-b/x.dib"},
             {"id":"A3","document":"000","section":"Pools","claim":"Nobody knows."}]
            """);
    }

    private static async Task<RunResult> RunAsync(Scratch scratch, params string[] arguments)
    {
        var start = RunnerProgram.Start(scratch, [.. arguments, "--out", "x"]);
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        return await RunnerProgram.RunAsync(start);
    }

    private static string? Text(JsonElement claim, string name) => claim.GetProperty(name).GetString();
}
