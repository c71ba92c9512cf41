using System.Diagnostics;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Python;
using Workloads.Topics;

namespace Workloads.Tests;

public sealed class ListingTests
{
    [Fact]
    public void The_listing_of_fibonacci_reads_as_dis_prints_it()
    {
        string listing = StackProgram.Fibonacci.Disassemble("fib").ToString();

        Assert.Equal(
            """
              1           0 RESUME                   0

              2           2 LOAD_FAST                0 (n)
                          4 LOAD_CONST               1 (2)
                          6 COMPARE_OP              26 (<=)
                         10 POP_JUMP_IF_FALSE        1 (to 14)

              3          12 RETURN_CONST             2 (1)

              4     >>   14 LOAD_GLOBAL              1 (NULL + fib)
                         24 LOAD_FAST                0 (n)
                         26 LOAD_CONST               2 (1)
                         28 BINARY_OP               10 (-)
                         32 CALL                     1
                         40 LOAD_GLOBAL              1 (NULL + fib)
                         50 LOAD_FAST                0 (n)
                         52 LOAD_CONST               1 (2)
                         54 BINARY_OP               10 (-)
                         58 CALL                     1
                         66 BINARY_OP                0 (+)
                         70 RETURN_VALUE

            """.ReplaceLineEndings("\n"),
            listing);
    }

    [Fact]
    public void An_increment_of_a_global_is_four_instructions()
    {
        Listing listing = StackProgram.Counter.Disassemble("add");

        string[] names = [.. listing.Instructions.SkipWhile(instruction => instruction.Line != 7).Take(4)
            .Select(instruction => instruction.Name)];

        Assert.Equal(["LOAD_GLOBAL", "LOAD_CONST", "BINARY_OP", "STORE_GLOBAL"], names);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("fib")]
    [InlineData("is_prime")]
    [InlineData("collatz")]
    [InlineData("gcd")]
    public async Task CPython_3_12_compiles_the_same_text_to_the_same_instructions(string function)
    {
        CPython? python = (await CPythons.FindAsync(TestContext.Current.CancellationToken)).Of(3, 12);
        if (python is null)
            Required.Skip("CPython 3.12 was not found.");

        StackProgram program = function switch
        {
            "fib" => StackProgram.Fibonacci,
            "is_prime" => StackProgram.IsPrime,
            _ => StackProgram.Parse("""
                def collatz(n):
                    steps = 0
                    while n != 1:
                        if n % 2 == 0:
                            n = n // 2
                        else:
                            n = 3 * n + 1
                        steps += 1
                    return steps

                def gcd(a, b):
                    while b:
                        rest = a % b
                        a = b
                        b = rest
                    return not a or -b < a and a
                """),
        };

        string expected = await DisassembleAsync(python!.Path, program.Text, function);

        Assert.Equal(expected, program.Disassemble(function).ToString().TrimEnd());
    }

    private static async Task<string> DisassembleAsync(string python, string text, string function)
    {
        var start = new ProcessStartInfo(python,
            ["-c", "import dis,sys\nspace={}\nexec(compile(sys.argv[1],'p','exec'),space)\ndis.dis(space[sys.argv[2]])", text, function])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.ReplaceLineEndings("\n").TrimEnd();
    }
}
