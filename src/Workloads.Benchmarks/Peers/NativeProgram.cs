using System.ComponentModel;
using System.Diagnostics;

namespace Workloads.Benchmarks.Peers;

/// <summary>
/// A small program in C++, compiled with <c>g++ -O2</c>: it reads a line of numbers, does what they ask for, and answers with a line of
/// numbers.
/// </summary>
internal sealed class NativeProgram : IAsyncDisposable
{
    /// <summary>
    /// The Fibonacci workload: told the size and how many calls to make, it answers with the seconds and the last result.
    /// </summary>
    public const string Fibonacci = """
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

    /// <summary>
    /// Waits on an idle loop of epoll with a heap of timers: told how many and how many milliseconds each, it answers with the seconds and
    /// how many ended.
    /// </summary>
    public const string Waits = """
        #include <chrono>
        #include <cstdio>
        #include <functional>
        #include <queue>
        #include <vector>
        #include <sys/epoll.h>

        using timer = std::chrono::steady_clock;

        int main()
        {
            int count, milliseconds, loop = epoll_create1(0);
            while (std::scanf("%d %d", &count, &milliseconds) == 2)
            {
                std::priority_queue<timer::time_point, std::vector<timer::time_point>, std::greater<>> due;
                long long ended = 0;
                auto start = timer::now();
                for (int wait = 0; wait < count; wait++)
                    due.push(timer::now() + std::chrono::milliseconds(milliseconds));
                while (!due.empty())
                {
                    epoll_event none;
                    auto left = std::chrono::ceil<std::chrono::milliseconds>(due.top() - timer::now()).count();
                    epoll_wait(loop, &none, 1, left > 0 ? (int)left : 0);
                    for (auto now = timer::now(); !due.empty() && due.top() <= now; ended++)
                        due.pop();
                }
                std::chrono::duration<double> elapsed = timer::now() - start;
                std::printf("%.9f %lld\n", elapsed.count(), ended);
                std::fflush(stdout);
            }
        }
        """;

    private readonly Process _process;
    private bool _ended;

    private NativeProgram(string folder, Process process) => (Folder, _process) = (folder, process);

    /// <summary>Where it was compiled.</summary>
    public string Folder { get; }

    /// <summary>Compiles and starts one.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The program; null when there is no g++ here, or the source needs another system.</returns>
    /// <exception cref="InvalidOperationException">g++ is here and failed.</exception>
    public static async Task<NativeProgram?> StartAsync(string source, CancellationToken cancellationToken)
    {
        if (source == Waits && !OperatingSystem.IsLinux())
            return null;
        string folder = Directory.CreateTempSubdirectory("workloads-native").FullName;
        bool keep = false;
        try
        {
            string file = Path.Combine(folder, "program.cpp"), program = Path.Combine(folder, "program");
            await File.WriteAllTextAsync(file, source, cancellationToken);
            using Process? compiler = TryStart("g++", ["-O2", "-std=c++17", "-o", program, file]);
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

    /// <summary>Has it do what two numbers ask for.</summary>
    /// <returns>Seconds, and what came out.</returns>
    public async Task<(double Seconds, long Result)> RunAsync(int first, int second, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync($"{first} {second}".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        string answer = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The C++ program died.");
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
