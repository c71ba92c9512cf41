using Workloads.Html;
using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>One machine's instructions for a statement.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Code">Its instructions, or a line that says why there are none.</param>
public sealed record StatementCode(string Machine, string Statement, string Code);

/// <summary>
/// The statement <c>counter += 1</c> in three machines, and beside it in CPython and in one piece; and <c>print(counter)</c> in the two
/// that have it (C8).
/// </summary>
/// <param name="Codes">Each machine's instructions.</param>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record ThreeMachines(IReadOnlyList<StatementCode> Codes) : IDisplayable
{
    /// <summary>Reads all of them.</summary>
    /// <param name="python">A CPython build, whose <c>dis</c> is asked; none when null.</param>
    /// <param name="cancellationToken">Ends the child processes.</param>
    /// <exception cref="PythonFailedException">The build did not answer.</exception>
    public static async Task<ThreeMachines> ReadAsync(CPython? python = null, CancellationToken cancellationToken = default)
    {
        const string Plain = "counter += 1", Atomic = "Interlocked.Increment(ref counter)", Print = "print(counter)";
        StackProgram program = StackProgram.Parse("counter = 0\n\ndef increment():\n    global counter\n    counter += 1\n\ndef show():\n    print(counter)");
        PythonDisassembly? peer = python is null ? null : await PythonDisassembly.ReadAsync(python, cancellationToken).ConfigureAwait(false);
        var codes = new List<StatementCode> { new("the stack machine", Plain, program.Disassemble("increment").ToString()) };
        if (peer is not null)
            codes.Add(new(python!.Name, Plain, peer.Counter));
        codes.Add(new("IL", Plain, IntermediateLanguage.Of(((Action)Increments.Plain).Method)));
        codes.Add(new("IL", Atomic, IntermediateLanguage.Of(((Action)Increments.Atomic).Method)));

        var machine = await MachineCode.OfIncrementsAsync(cancellationToken).ConfigureAwait(false);
        codes.Add(new("machine code", Plain, Given(machine, nameof(Increments.Plain))));
        codes.Add(new("machine code", Atomic, Given(machine, nameof(Increments.Atomic))));

        codes.Add(new("the stack machine", Print, program.Disassemble("show").ToString()));
        if (peer is not null)
            codes.Add(new(python!.Name, Print, peer.Print));
        return new(codes);
    }

    /// <inheritdoc/>
    public string ToHtml() => new Stack([.. Codes.Select(code => new CodeBlock($"{code.Machine}: {code.Statement}", code.Code))]).ToHtml();

    private static string Given(IReadOnlyDictionary<string, string> machine, string method) =>
        machine.GetValueOrDefault(method, "This runtime gives no listing of its machine code.");
}
