using System.Diagnostics;
using Workloads.Interpreter;
using Workloads.Python;

namespace Workloads.Tests;

public sealed class PythonProcessTests : IDisposable
{
    private const int Limit = 120_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-script-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = Limit)]
    public async Task A_script_answers_one_request_after_the_other()
    {
        await using var process = await StartAsync(Serving("def main(a, b): return {'sum': a + b}"));

        var first = await process.AskAsync<Sums>(new { a = 1, b = 2 }, Deadline, Token);
        var second = await process.AskAsync<Sums>(new { a = 3, b = 4 }, Deadline, Token);

        Assert.Equal([3, 7], [first.Sum, second.Sum]);
    }

    [Fact(Timeout = Limit)]
    public async Task What_a_script_and_its_children_print_does_not_disturb_the_answers()
    {
        await using var process = await StartAsync(Serving("""
            def main():
                print("noise")
                os.system("echo noise")
                return {'sum': 5}
            """));

        var answer = await process.AskAsync<Sums>(arguments: null, Deadline, Token);

        Assert.Equal(5, answer.Sum);
    }

    [Fact(Timeout = Limit)]
    public async Task An_exception_is_one_line_and_the_script_goes_on()
    {
        await using var process = await StartAsync(Serving("def main(a): return {'sum': 10 // a}"));

        var failure = await Assert.ThrowsAsync<PythonFailedException>(() => process.AskAsync<Sums>(new { a = 0 }, Deadline, Token));
        var answer = await process.AskAsync<Sums>(new { a = 2 }, Deadline, Token);

        Assert.Equal("the script failed: ZeroDivisionError: integer division or modulo by zero", failure.Message);
        Assert.Equal(5, answer.Sum);
    }

    [Fact(Timeout = Limit)]
    public async Task A_script_that_dies_is_reported_with_its_exit_code_and_last_words()
    {
        // They are waited for only a moment, which is too short where the machine stands still.
        await Chance.HappensAsync("Its last words are reported.", 1, async _ =>
        {
            await using var process = await StartAsync("import sys; input(); sys.exit('it broke\\nfor good')");

            var failure = await Assert.ThrowsAsync<PythonFailedException>(() => process.AskAsync<Sums>(arguments: null, Deadline, Token));

            Assert.StartsWith("the script ended with exit code 1 and did not answer", failure.Message, StringComparison.Ordinal);
            Assert.False(process.IsAlive);
            return failure.Message == "the script ended with exit code 1 and did not answer: for good";
        });
    }

    [Fact(Timeout = Limit)]
    public async Task A_script_that_hangs_is_ended_at_the_deadline()
    {
        await using var process = await StartAsync("import time; time.sleep(600)");

        var failure = await Assert.ThrowsAsync<PythonFailedException>(
            () => process.AskAsync<Sums>(arguments: null, TimeSpan.FromSeconds(0.5), Token));

        Assert.Equal("the script did not answer within 0.5 s and was ended.", failure.Message);
        await AssertEndsAsync(process);
    }

    [Theory(Timeout = Limit)]
    [InlineData("print('rubbish')")]
    [InlineData("print('{}')")]
    [InlineData("print('null')")]
    [InlineData("print('{\"result\": null}')")]
    [InlineData("print('{\"result\": {\"total\": 5}}')")]
    [InlineData("print('{\"result\": {\"sum\": \"five\"}}')")]
    public async Task An_answer_of_another_shape_is_refused(string script)
    {
        await using var process = await StartAsync(script);

        var failure = await Assert.ThrowsAsync<PythonFailedException>(() => process.AskAsync<Sums>(arguments: null, Deadline, Token));

        Assert.StartsWith("the script answered with something else than expected: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_the_script()
    {
        await using var process = await StartAsync("import time; time.sleep(600)");
        using var cancelling = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => process.AskAsync<Sums>(arguments: null, Deadline, cancelling.Token));

        await AssertEndsAsync(process);
    }

    [Fact(Timeout = Limit)]
    public async Task A_busy_script_and_its_pool_end_when_whoever_asked_is_gone()
    {
        FoundPythons.Need(OperatingSystem.IsLinux(), "Only Linux tells a process's children in /proc.");
        foreach (var python in await FoundPythons.AllAsync())
        {
            using var process = Process.Start(new ProcessStartInfo(python.Path, ["-B", Scripts.PathOf("calls")])
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            await process.StandardInput.WriteLineAsync(
                """{"model": "processes", "workload": "wait", "sizes": [[100000, 9]], "workers": 2, "start_up": "inside"}""");
            await process.StandardInput.FlushAsync(Token);
            var workers = await ProcessTree.WhenBelowAsync(process.Id, 2);

            process.StandardInput.Close();

            await ProcessTree.AssertGoneAsync([process.Id, .. workers]);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_script_that_is_not_there_is_named_beside_those_that_are()
    {
        var python = await FoundPythons.NewestAsync();

        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => python.RunScriptAsync<Sums>("no_such_script", cancellationToken: Token));

        Assert.Contains("There is no script named 'no_such_script'. There are: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("calls", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_python_that_is_gone_is_reported_in_one_line()
    {
        var python = new CPython(Path.Combine(_folder, "python"), new(3, 12, 0), GilState.On, IsFreeThreaded: false,
            InterpretersModule: null, "test");

        var failure = await Assert.ThrowsAsync<PythonFailedException>(() => python.RunScriptAsync<Sums>("calls", cancellationToken: Token));

        Assert.StartsWith("calls on CPython 3.12.0 could not be started: ", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>It was killed, and is gone when its turn on a core comes.</summary>
    private static async Task AssertEndsAsync(PythonProcess process)
    {
        for (var clock = Stopwatch.StartNew(); process.IsAlive && clock.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(5, Token);
        Assert.False(process.IsAlive);
    }

    private async Task<PythonProcess> StartAsync(string script)
    {
        var python = await FoundPythons.NewestAsync();
        string file = Path.Combine(_folder, "script.py");
        await File.WriteAllTextAsync(file, script, Token);
        return PythonProcess.Start(python.Path, file, "the script");
    }

    private static string Serving(string main) =>
        $"""
        import os, sys
        sys.path.insert(0, r'{Path.GetDirectoryName(Scripts.PathOf("serving"))}')
        from serving import serve
        {main}
        serve(main)
        """;

    private sealed record Sums(long Sum);
}
