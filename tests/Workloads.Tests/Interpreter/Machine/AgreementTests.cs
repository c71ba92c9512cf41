using FsCheck;
using Outcome = Workloads.Interpreter.Outcome;
using FsCheck.Fluent;
using Workloads.Interpreter;
using Workloads.Models;
using Workloads.Topics;

namespace Workloads.Tests;

/// <summary>The machine with fused steps, the machine without, and the explorer's stepper are three readings of one program.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Random_programs_end_alike_in_the_machine_and_in_the_explorer()
    {
        Gen<string> programs =
            Gen.Sized(size => Statements(Math.Min(size, 12), depth: 3))
                .Select(body => $"g = 1\n\ndef f(a, b):\n    global g\n{body}    return a * 2 - b + g\n");

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(programs.ToArbitrary(), Agree));
    }

    private static bool Agree(string text)
    {
        StackProgram program = StackProgram.Parse(text);

        string[] endings = [.. Enum.GetValues<CheckPoints>().Select(points => Run(program, points)), Explore(program)];

        return endings.Distinct().Count() == 1;
    }

    private static string Run(StackProgram program, CheckPoints points)
    {
        using var host = new InterpreterHost(new() { CheckPoints = points });
        using SubInterpreter interpreter = host.NewInterpreter(program);
        try
        {
            return Invariant($"returned {interpreter.Call("f", 7, -3)}, g {interpreter["g"]}");
        }
        catch (ProgramException exception)
        {
            return Invariant($"failed: {exception.Message}, g {interpreter["g"]}");
        }
    }

    private static string Explore(StackProgram program)
    {
        Outcome outcome = Assert.Single(new Explorer().Explore(program, "f(7, -3)").Outcomes);
        return Invariant($"{outcome.Threads[0]}, g {outcome.Globals["g"]}");
    }

    private static Gen<string> Statements(int count, int depth) =>
        from statements in Statement(depth).ArrayOf(1 + count / 4)
        select string.Concat(statements);

    private static Gen<string> Statement(int depth) => depth == 0 ? Assignment() : Gen.OneOf(
        Assignment(),
        from test in Expression(2) from then in Statements(3, depth - 1) from other in Statements(3, depth - 1)
        select $"    if {test}:\n{Indented(then)}    else:\n{Indented(other)}",
        from stop in Gen.Choose(0, 4) from step in Gen.Elements(1, 2, -1) from body in Statements(3, depth - 1)
        select Invariant($"    for i{depth} in range({(step > 0 ? 0 : 3)}, {(step > 0 ? stop : -1)}, {step}):\n{Indented(body)}"),
        from rounds in Gen.Choose(0, 3) from body in Statements(3, depth - 1)
        select Invariant($"    w{depth} = 0\n    while w{depth} < {rounds}:\n        w{depth} += 1\n{Indented(body)}"));

    private static Gen<string> Assignment() =>
        from target in Gen.Elements("a", "b", "g")
        from how in Gen.Elements("=", "+=", "-=", "*=", "//=", "%=")
        from value in Expression(3)
        select $"    {target} {how} {value}\n";

    private static Gen<string> Expression(int depth) => depth == 0
        ? Gen.OneOf(Gen.Elements("a", "b", "g"), Gen.Choose(-5, 9).Select(number => Invariant($"{number}")),
            Gen.Elements("4611686018427387904", "True"))
        : Gen.OneOf(
            Expression(0),
            from left in Expression(depth - 1) from symbol in Gen.Elements("+", "-", "*", "//", "%") from right in Expression(depth - 1)
            select $"({left} {symbol} {right})",
            from left in Expression(depth - 1) from symbol in Gen.Elements("<", "<=", "==", "!=", ">",
                ">=") from right in Expression(depth - 1)
            select $"({left} {symbol} {right})",
            from left in Expression(depth - 1) from symbol in Gen.Elements("and", "or") from right in Expression(depth - 1)
            select $"({left} {symbol} {right})",
            from operand in Expression(depth - 1) from symbol in Gen.Elements("-", "not ")
            select $"({symbol}{operand})");

    private static string Indented(string statements) =>
        string.Concat(statements.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}\n"));
}
