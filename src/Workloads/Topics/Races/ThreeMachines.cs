using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>One machine's instructions for a statement.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Code">Its instructions, or a line that says why there are none.</param>
/// <param name="Instructions">How many they are, without those that begin and end the function; 0 where they were not counted.</param>
internal sealed record StatementCode(string Machine, string Statement, string Code, int Instructions = 0);

/// <summary>
/// The statement <c>counter += 1</c> in three machines, and beside it in CPython and in one piece; and <c>print(counter)</c> in the two
/// that have it (C8).
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ThreeMachines : IDisplayable
{
    /// <param name="codes">Each machine's instructions.</param>
    /// <param name="builds">How many CPythons are among the machines.</param>
    internal ThreeMachines(IReadOnlyList<StatementCode> codes, int builds) => (Codes, Builds) = (codes, builds);

    internal IReadOnlyList<StatementCode> Codes { get; init; }
    internal int Builds { get; init; }

    /// <summary>The statements.</summary>
    public const string Plain = "counter += 1", Atomic = "Interlocked.Increment(ref counter)", Print = "print(counter)";

    private const string Il = "IL", Native = "machine code";

    /// <summary>Reads all of them, of every CPython.</summary>
    /// <param name="cancellationToken">Ends the child processes.</param>
    /// <exception cref="PythonFailedException">A build did not answer.</exception>
    public static async Task<ThreeMachines> ReadAsync(CancellationToken cancellationToken = default)
    {
        StackProgram program =
            StackProgram.Parse("counter = 0\n\ndef increment():\n    global counter\n    counter += 1\n\ndef show():\n    print(counter)");
        var codes = new List<StatementCode>
        {
            new(Peers.Model, Plain, program.Disassemble("increment").ToString()),
            new(Peers.Model, Print, program.Disassemble("show").ToString()),
        };
        var builds = await Peers.ThenAndNowAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        foreach (CPython build in builds)
        {
            PythonDisassembly listing =
                await RaceExperiments.Disassembly.RunAsync(build, cancellationToken: cancellationToken).ConfigureAwait(false);
            codes.Add(new(build.Name, Plain, listing.Counter.Text, listing.Counter.Instructions));
            codes.Add(new(build.Name, Print, listing.Print.Text, listing.Print.Instructions));
        }

        string plain = IntermediateLanguage.Of(((Action)Increments.Plain).Method);
        codes.Add(new(Il, Plain, plain, plain.TrimEnd().Split('\n').Length - 1)); // the last returns
        codes.Add(new(Il, Atomic, IntermediateLanguage.Of(((Action)Increments.Atomic).Method)));
        var machine = await MachineCode.OfIncrementsAsync(cancellationToken).ConfigureAwait(false);
        codes.Add(new(Native, Plain, Given(machine, nameof(Increments.Plain))));
        codes.Add(new(Native, Atomic, Given(machine, nameof(Increments.Atomic))));
        return new(codes, builds.Count);
    }

    /// <summary>
    /// C8: both statements are several instructions, and only single ones are protected, so that updates between them are lost.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="lost">What the statement lost in races on this machine.</param>
    /// <exception cref="ArgumentException">It is another claim.</exception>
    public Judgement Judge(Claim claim, LostUpdates lost)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(lost);
        if (claim.Id != "C8")
            throw new ArgumentException($"The instructions of a statement judge C8, and not {claim.Id}.", nameof(claim));
        return new(claim,
        [
            Verdicts.Of(Peers.Net, Several(Il, Plain), lost.PlainLoses(Peers.Net)),
            .. Codes.Where(code => code.Statement == Print && code.Machine != Peers.Model && lost.Has(code.Machine))
                .Select(code => Verdicts.Of(code.Machine, Several(code.Machine, Plain), Several(code.Machine, Print),
                    lost.PlainLoses(code.Machine))),
        ])
        {
            LeftOut = Peers.LeftOut(Builds),
        };
    }

    /// <summary>The model, the newest CPython, IL and machine code.</summary>
    public Stack ToView()
    {
        string? newest = Codes.LastOrDefault(code => code.Statement == Print && code.Machine != Peers.Model)?.Machine;
        return new Stack([.. Codes.Where(code => code.Machine is Il or Native || code.Machine == Peers.Model || code.Machine == newest)
            .Select(code => new CodeBlock($"{code.Machine}: {code.Statement}", code.Code))]);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToView().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToView().ToString();

    private Expectation Several(string machine, string statement)
    {
        StatementCode code = Codes.First(one => one.Machine == machine && one.Statement == statement);
        return Expectation.Counted($"the statement {statement} is {{0}} instructions{(machine == Il ? " of IL" : "")}", code.Instructions)
            with { Name = $"instructions of {statement}", AtLeast = 2 };
    }

    private static string Given(IReadOnlyDictionary<string, string> machine, string method) =>
        machine.GetValueOrDefault(method, "This runtime gives no listing of its machine code.");
}
