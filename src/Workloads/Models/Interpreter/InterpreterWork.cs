using Workloads.Interpreter;

namespace Workloads.Models;

/// <summary>The built-in workloads, as a program of the stack machine and as compiled code with check points.</summary>
internal sealed unsafe class InterpreterWork
{
    private readonly MachineThread _thread;
    private readonly int _function;
    private readonly delegate*<long, int*, long> _compiled;

    public InterpreterWork(Workload workload, InterpreterCode code, MachineThread thread)
    {
        _thread = thread;
        _function = Array.IndexOf(Workloads, workload);
        _compiled = code == InterpreterCode.Bytecode ? null : _function switch
        {
            0 => &CheckedCode.Fibonacci,
            1 => &CheckedCode.IsPrime,
            2 => &CheckedCode.Wait,
            _ => &CheckedCode.Nothing,
        };
    }

    /// <summary>The workloads, each a function of its own.</summary>
    public static StackProgram Program { get; } = StackProgram.Parse("""
        def fibonacci(n):
            if n <= 2:
                return 1
            return fibonacci(n - 1) + fibonacci(n - 2)

        def is_prime(n):
            if n < 2:
                return False
            if n % 2 == 0:
                return n == 2
            for divisor in range(3, isqrt(n) + 1, 2):
                if n % divisor == 0:
                    return False
            return True

        def wait(milliseconds):
            sleep_ms(milliseconds)
            return milliseconds

        def nothing(size):
            return size
        """);

    /// <summary>In the order of the program's functions.</summary>
    private static Workload[] Workloads { get; } = [Workload.Fibonacci, Workload.IsPrime, Workload.Wait, Workload.Nothing];

    public static bool Knows(Workload workload) => Workloads.Contains(workload);

    /// <summary>Runs one call on the thread, which holds its lock.</summary>
    public long Call(long size) => _compiled is null ? _thread.Call(_function, [size]) : _compiled(size, _thread.Requests);
}
