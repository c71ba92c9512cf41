using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Workloads.Interpreter;

namespace Workloads.Tests;

public sealed class NativeHashTests
{
    private static readonly StackProgram s_program = StackProgram.Parse("def f(n):\n    return hash_kb(n)");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3)]
    public void A_hash_is_that_of_so_many_kilobytes_of_zeros_however_large_the_ones_before_were(int kilobytes)
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(s_program);

        long hash = interpreter.Call("f", kilobytes);

        Assert.Equal(MemoryMarshal.Read<int>(SHA256.HashData(new byte[kilobytes * 1_024])) & int.MaxValue, hash);
    }

    [Fact]
    public void The_zeros_are_allocated_once()
    {
        using var host = new InterpreterHost();
        using SubInterpreter interpreter = host.NewInterpreter(s_program);
        interpreter.Call("f", 16_384);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 5; call++)
            interpreter.Call("f", 16_384);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
