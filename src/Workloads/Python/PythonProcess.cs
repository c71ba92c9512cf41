using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workloads.Show;

namespace Workloads.Python;

/// <summary>
/// A running script that answers requests: a line of JSON each way. Whatever goes wrong with it (an error, a death, no answer
/// in time, a cancellation) it is ended with all processes that it started, and the reason is one line.
/// </summary>
internal sealed class PythonProcess : IAsyncDisposable
{
    /// <summary>How long an answer may take when nothing else was asked for.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(2);

    /// <summary>How long a script may take to end once its input has.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly string _name;
    private readonly Process _process;
    private readonly Task<string> _lastErrorLine;

    private PythonProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        _lastErrorLine = LastLineAsync(process.StandardError);
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it can be asked: it has not ended, nor been ended.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Arguments as a script reads them: a JSON object whose members are in snake case.</summary>
    public static JsonObject ToJson(object? arguments) => JsonSerializer.SerializeToNode(arguments ?? new { }, Json)!.AsObject();

    /// <summary>Starts one of the project's scripts.</summary>
    public static PythonProcess Start(CPython python, string script) =>
        Start(python.Path, Scripts.PathOf(script), $"{script} on {python.Name}");

    /// <summary>Starts any script.</summary>
    /// <param name="executable">The Python to start it with.</param>
    /// <param name="scriptPath">Its file.</param>
    /// <param name="name">What messages call it.</param>
    public static PythonProcess Start(string executable, string scriptPath, string name)
    {
        var start = new ProcessStartInfo(executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };

        // -B leaves no compiled files behind, -E and -s keep the reader's own Python settings out. 3.12 and later warn of forking
        // beside threads: the only other thread of ours waits for input, and holds nothing that a forked process needs.
        foreach (string argument in (string[])["-B", "-E", "-s", "-W", "ignore::DeprecationWarning", scriptPath])
            start.ArgumentList.Add(argument);

        try
        {
            return new(name, Process.Start(start)!);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new PythonFailedException($"{name} could not be started: {exception.Message}", exception);
        }
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="PythonFailedException">There was no answer, or it was an error.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the notebook's cell stopped; the process has been
    /// ended.</exception>
    public async Task<T> AskAsync<T>(object? arguments, TimeSpan deadline, CancellationToken cancellationToken)
    {
        string? line;
        using CancellationTokenSource stopped = NotebookCancellation.With(cancellationToken);
        try
        {
            line = await ExchangeAsync(JsonSerializer.Serialize(arguments ?? new { }, Json)).WaitAsync(deadline, stopped.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync().ConfigureAwait(false);
            throw;
        }
        catch (TimeoutException exception)
        {
            await EndAsync().ConfigureAwait(false);
            throw new PythonFailedException(Invariant($"{_name} did not answer within {deadline.TotalSeconds:0.###} s and was ended."),
                exception);
        }
        catch (IOException)
        {
            line = null; // it has closed its input: it is ending, or has ended
        }

        if (line is null)
            throw await DiedAsync().ConfigureAwait(false);
        var (result, error) = await ReadAsync<T>(line).ConfigureAwait(false);
        return error is null ? result : throw new PythonFailedException($"{_name} failed: {error}");
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Returns when it has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends the script.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task<string?> ExchangeAsync(string request)
    {
        await _process.StandardInput.WriteLineAsync(request).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return await _process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Lets the script end by itself, busy or not, since then it also puts its pool's semaphores away; what does not end soon is
    /// ended with all processes below it.
    /// </summary>
    private async Task EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It has ended already, or a request that it never read is still being written.
        }

        if (await HasEndedAsync().ConfigureAwait(false))
            return;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException
            or System.ComponentModel.Win32Exception)
        {
            // It was ending by itself.
        }

        await HasEndedAsync().ConfigureAwait(false);
    }

    private async Task<bool> HasEndedAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    private async Task<(T Result, string? Error)> ReadAsync<T>(string line)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<Answer>(line, Json) ?? throw new JsonException();
            if (answer.Error is not null)
                return (default!, answer.Error);
            bool isThere = answer.Result.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
            return (isThere ? answer.Result.Deserialize<T>(Json)! : throw new JsonException(), null);
        }
        catch (JsonException exception)
        {
            await EndAsync().ConfigureAwait(false);
            throw new PythonFailedException($"{_name} answered with something else than expected: {Shortened(line)}", exception);
        }
    }

    private async Task<PythonFailedException> DiedAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await ((Task)_lastErrorLine).WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string reason = _lastErrorLine.IsCompletedSuccessfully ? await _lastErrorLine.ConfigureAwait(false) : "";
        string how = _process.HasExited ? Invariant($"ended with exit code {_process.ExitCode}") : "closed its output";
        return new($"{_name} {how} and did not answer{(reason.Length > 0 ? $": {Shortened(reason)}" : ".")}");
    }

    private static async Task<string> LastLineAsync(StreamReader reader)
    {
        string last = "";
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            last = string.IsNullOrWhiteSpace(line) ? last : line.Trim();
        return last;
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";

    private sealed record Answer(JsonElement Result = default, string? Error = null);
}
