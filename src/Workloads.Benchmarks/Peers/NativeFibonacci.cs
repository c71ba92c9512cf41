using System.ComponentModel;
using System.Diagnostics;

namespace Workloads.Benchmarks.Peers;

/// <summary>The Fibonacci workload in C++, compiled with <c>g++ -O2</c>: a program that is told how many calls to make, and answers with the time.</summary>
internal sealed class NativeFibonacci : IAsyncDisposable
{
    private const string Source = """
        #include <chrono>
        #include <cstdio>

        static long long fib(int n) { return n <= 2 ? 1 : fib(n - 1) + fib(n - 2); }

        int main()
        {
            int size;
            long long calls;
            while (std::scanf("%d %lld", &size, &calls) == 2)
            {
                volatile int n = size; // read anew for each call, so that no call is left out
                long long result = 0;
                auto start = std::chrono::steady_clock::now();
                for (long long call = 0; call < calls; call++)
                    result = fib(n);
                std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
                std::printf("%.9f %lld\n", elapsed.count(), result);
                std::fflush(stdout);
            }
        }
        """;

    private readonly Process _process;
    private bool _ended;

    private NativeFibonacci(string folder, Process process) => (Folder, _process) = (folder, process);

    /// <summary>Where it was compiled.</summary>
    public string Folder { get; }

    /// <summary>Compiles and starts it.</summary>
    /// <returns>The program; null when there is no g++ here.</returns>
    /// <exception cref="InvalidOperationException">g++ is here and failed.</exception>
    public static async Task<NativeFibonacci?> StartAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("workloads-native").FullName;
        bool keep = false;
        try
        {
            string source = Path.Combine(folder, "fibonacci.cpp"), program = Path.Combine(folder, "fibonacci");
            await File.WriteAllTextAsync(source, Source, cancellationToken);
            using Process? compiler = TryStart("g++", ["-O2", "-o", program, source]);
            if (compiler is null)
                return null;
            string messages = await compiler.StandardError.ReadToEndAsync(cancellationToken);
            await compiler.WaitForExitAsync(cancellationToken);
            if (compiler.ExitCode != 0)
                throw new InvalidOperationException($"g++ failed: {messages.Split('\n', 2)[0]}");

            Process process = TryStart(program, []) ?? throw new InvalidOperationException("What g++ compiled does not start.");
            keep = true;
            return new(folder, process);
        }
        finally
        {
            if (!keep)
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes calls one after the other.</summary>
    /// <returns>Seconds, and the last result.</returns>
    public async Task<(double Seconds, long Result)> RunAsync(int size, int calls, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync($"{size} {calls}".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        string answer = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The C++ program died.");
        string[] parts = answer.Split(' ');
        return (double.Parse(parts[0]), long.Parse(parts[1]));
    }

    /// <summary>Ends the program and removes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Process? TryStart(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
