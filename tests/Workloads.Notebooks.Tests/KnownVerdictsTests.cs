using System.Text.Json;
using System.Text.RegularExpressions;
using Workloads.Notebooks.Claims;

namespace Workloads.Notebooks.Tests;

/// <summary>The verdicts in the executed notebooks that GitHub shows: none contradicts what is known whatever the machine is.</summary>
public class KnownVerdictsTests
{
    private const string Holds = "holds", HoldsNot = "holds-not";

    /// <summary>A claim, the runtimes that are meant, and the verdict. What is undecided contradicts nothing.</summary>
    private static readonly (string Claim, string Runtimes, string Verdict)[] Known =
    [
        ("A8", "^CPython", Holds), // processes gain, threads under a lock do not
        ("A8", "^.NET", HoldsNot), // threads gain
        ("A12", "", Holds),
        ("A13", "", Holds),
        ("B13", "^CPython", Holds), ("B13", "^.NET [0-9.]+$", HoldsNot), ("B13", "global lock", Holds),
        ("C2", "", HoldsNot), // a pool's downloads do overlap
        ("C7", @"^(\.NET|CPython 3\.[89]\.)", Holds),
        ("C7", @"^CPython 3\.1\d\.", HoldsNot), // from 3.10 on the lock is not let go of within counter += 1
        ("C8", @"^(\.NET|CPython 3\.[89]\.)", Holds), ("C8", @"^CPython 3\.1\d\.", HoldsNot),
        ("C10", "", Holds),
        ("D8", "", Holds),
        ("D10", "^CPython", Holds), ("D10", "^.NET", HoldsNot), // a generator cannot switch from within nested calls
        ("E1", "", Holds), ("E2", "", Holds), ("E3", "", Holds), ("E4", "", Holds),
        ("E6", "", Holds),
    ];

    [Fact]
    public void None_contradicts_what_is_known()
    {
        var shown = RealNotebooks.Dibs.Select(name => Path.ChangeExtension(RealNotebooks.Path(name), ".ipynb")).Where(File.Exists)
            .SelectMany(Verdicts).ToList();

        var compared = (from known in Known
                        from verdict in shown
                        where verdict.Claim == known.Claim
                            && Regex.IsMatch(verdict.Runtime, known.Runtimes, RegexOptions.None, TimeSpan.FromSeconds(1))
                        select (verdict.Claim, verdict.Runtime, verdict.Verdict, Known: known.Verdict)).ToList();

        Assert.Equal(Known.Select(known => known.Claim).Distinct(), compared.Select(one => one.Claim).Distinct());
        Assert.DoesNotContain(compared, one => one.Verdict != one.Known && one.Verdict != "undecided");
    }

    private static IEnumerable<(string Claim, string Runtime, string Verdict)> Verdicts(string notebook)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(notebook));
        var html = json.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.TryGetProperty("outputs", out _))
            .SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())
            .Where(output => output.TryGetProperty("data", out var data) && data.TryGetProperty("text/html", out _))
            .Select(output => output.GetProperty("data").GetProperty("text/html"))
            .Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()!
                : string.Concat(text.EnumerateArray().Select(line => line.GetString())))
            .ToList();
        foreach (var shown in html.SelectMany(Scoreboard.VerdictsIn))
        {
            foreach (var verdict in shown.Verdicts)
                yield return (shown.Id, verdict.Runtime, verdict.Verdict);
        }
    }
}
