using System.Text.RegularExpressions;

namespace Workloads.Notebooks.Tests;

/// <summary>Code that the documentation shows to readers means something in their notebooks.</summary>
public sealed partial class DocumentationTests
{
    [Fact(Timeout = 180_000)]
    public async Task Code_in_the_documentation_compiles_in_a_cell()
    {
        string[] pages = [Path.Combine(RealNotebooks.Repository, "README.md"),
            .. Directory.EnumerateFiles(Path.Combine(RealNotebooks.Repository, "docs"), "*.md")];
        string[] blocks =
            [.. pages.SelectMany(page => CSharp().Matches(File.ReadAllText(page))).Select(block => block.Groups["code"].Value)];
        string library = Path.Combine(RealNotebooks.Repository, "artifacts", "library");
        using var scratch = new Scratch();
        scratch.WriteCells("a.dib",
        [
            $"#!import {library}/load.dib",
            $"#!import {library}/task-queues.dib",
            "using Workloads; using Workloads.Measuring; using Workloads.Models; using Workloads.TaskQueues;",
            .. blocks.Select((code, number) => $"async Task Shown{number}() {{ {code} }}"),
        ]);

        var run = await RunnerProgram.RunAsync(scratch, "a.dib");

        Assert.NotEmpty(blocks);
        Assert.True(run.ExitCode == 0, run.All);
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CSharp();
}
