using Workloads.Measuring;
using Workloads.Show;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ThreeMachinesTests
{
    [Fact]
    public void The_plain_statement_is_a_load_an_addition_and_a_store_in_IL()
    {
        string code = IntermediateLanguage.Of(((Action)Increments.Plain).Method);

        string[] names = [.. code.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])];
        Assert.Equal(["ldsfld", "ldc.i4.1", "conv.i8", "add", "stsfld", "ret"], names);
        Assert.Contains("Increments.s_counter", code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_atomic_statement_is_one_call_in_IL()
    {
        string code = IntermediateLanguage.Of(((Action)Increments.Atomic).Method);

        Assert.Contains("call       Interlocked.Increment", code, StringComparison.Ordinal);
        Assert.DoesNotContain("add", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(IntermediateLanguage.Of))]
    public void Long_methods_read_to_their_end(string name)
    {
        string code = IntermediateLanguage.Of(typeof(IntermediateLanguage).GetMethod(name)!);

        Assert.Contains("ret", code, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_machine_code_holds_both_statements_or_none()
    {
        var code = await MachineCode.OfIncrementsAsync();

        if (code.Count == 0)
            Required.Skip("This runtime gives no listing of its machine code.");
        Assert.Equal(["Atomic", "Plain"], code.Keys.Order());
        Assert.NotEqual(code["Atomic"], code["Plain"]);
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
            Assert.Contains("lock", code["Atomic"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 1_000, Ruling.Holds)]
    [InlineData(1, 1_000, Ruling.HoldsNot)]
    [InlineData(4, 0, Ruling.HoldsNot)]
    internal void Several_instructions_are_unprotected_where_updates_between_them_are_lost(int instructions, long lost, Ruling ruling)
    {
        const string Python = "CPython 3.9.18";
        var machines = new ThreeMachines(
            [new("IL", ThreeMachines.Plain, "", 5), new(Python, ThreeMachines.Plain, "", instructions),
                new(Python, ThreeMachines.Print, "", 3)], builds: 1);
        var updates = new LostUpdates(
            [new(Peers.Net, LostUpdates.Plain, 1_000_000, 5, RanTogether: true),
                new(Python, LostUpdates.Plain, 1_000_000, lost, RanTogether: true)], [], builds: 1);

        Judgement judged = machines.Judge(Claims.C8, updates);

        Assert.Equal(Ruling.Holds, judged.RulingOf(Peers.Net));
        Assert.Equal(ruling, judged.RulingOf(Python));
        Assert.Throws<ArgumentException>(() => machines.Judge(Claims.C7, updates));
    }

    [Fact(Timeout = 120_000)]
    public async Task All_machines_stand_side_by_side()
    {
        ThreeMachines machines = await ThreeMachines.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(6 + (2 * machines.Builds), machines.Codes.Count);
        Assert.All(machines.Codes, code => Assert.NotEmpty(code.Code));
        Assert.Equal(5, machines.Codes.First(code => code.Machine == "IL").Instructions);
        Assert.All(machines.Codes.Where(code => code.Machine.StartsWith("CPython", StringComparison.Ordinal)),
            code => Assert.InRange(code.Instructions, 3, 6));
        Assert.Contains("<pre", machines.ToHtml(), StringComparison.Ordinal);
    }
}
