
namespace Workloads.Interpreter;

/// <content>The documents' programs, in the part of Python that the machine knows.</content>
public sealed partial class StackProgram
{
    /// <summary>Fibonacci numbers by naive recursion: <c>fib(n)</c> (A3).</summary>
    public static StackProgram Fibonacci { get; } = Parse("""
        def fib(n):
            if n <= 2:
                return 1
            return fib(n - 1) + fib(n - 2)
        """);

    /// <summary>Trial division: <c>is_prime(n)</c> (B11).</summary>
    public static StackProgram IsPrime { get; } = Parse("""
        def is_prime(n):
            if n < 2:
                return False
            if n % 2 == 0:
                return n == 2
            root = isqrt(n)
            for divisor in range(3, root + 1, 2):
                if n % divisor == 0:
                    return False
            return True
        """);

    /// <summary>A shared counter, raised with and without a lock: <c>add(times)</c>, <c>add_locked(times)</c> (C7, E6).</summary>
    public static StackProgram Counter { get; } = Parse("""
        counter = 0
        mutex = Lock()

        def add(times):
            global counter
            for i in range(times):
                counter += 1

        def add_locked(times):
            global counter
            for i in range(times):
                with mutex:
                    counter += 1
        """);

    /// <summary>Lines printed by several threads: <c>work()</c> raises a counter and prints it between two lines (C7).</summary>
    public static StackProgram Printer { get; } = Parse("""
        counter = 0

        def work():
            global counter
            counter += 1
            print(counter)
            print("---")
        """);

    /// <summary>
    /// A spinner that turns until the slow work beside it is done: <c>spin(interval)</c>, <c>slow(milliseconds)</c> (B5).
    /// </summary>
    public static StackProgram Spinner { get; } = Parse("""
        done = False
        frames = 0

        def spin(interval):
            global frames
            while not done:
                frames += 1
                sleep_ms(interval)

        def slow(milliseconds):
            global done
            sleep_ms(milliseconds)
            done = True
            return 42

        def supervised(n):
            global done
            answer = is_prime(n)
            done = True
            return answer

        def is_prime(n):
            if n % 2 == 0:
                return n == 2
            for divisor in range(3, isqrt(n) + 1, 2):
                if n % divisor == 0:
                    return False
            return n > 1
        """);

    /// <summary>Two locks, taken in one order by <c>forward()</c> and in the other by <c>backward()</c> (D4).</summary>
    public static StackProgram TwoLocks { get; } = Parse("""
        a = Lock()
        b = Lock()
        done = 0

        def forward():
            global done
            with a:
                with b:
                    done += 1

        def backward():
            global done
            with b:
                with a:
                    done += 1
        """);
}
