using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ThreeMachinesTests
{
    [Fact]
    public void The_plain_statement_is_a_load_an_addition_and_a_store_in_IL()
    {
        string code = IntermediateLanguage.Of(((Action)Increments.Plain).Method);

        string[] names = [.. code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])];
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

    [Fact(Timeout = 60_000)]
    public async Task All_machines_stand_side_by_side()
    {
        ThreeMachines machines = await ThreeMachines.ReadAsync();

        Assert.Equal(["the stack machine", "IL", "IL", "machine code", "machine code", "the stack machine"], machines.Codes.Select(code => code.Machine));
        Assert.All(machines.Codes, code => Assert.NotEmpty(code.Code));
        Assert.Contains("<pre>", machines.ToHtml(), StringComparison.Ordinal);
    }
}
