using System.Diagnostics;
using System.Text.Json;

namespace Workloads.Notebooks.Tests;

/// <summary>The runner as a reader starts it: a program with a command line, an exit code and files that it leaves.</summary>
internal static class RunnerProgram
{
    public static ProcessStartInfo Start(Scratch scratch, params IEnumerable<string> arguments)
    {
        var name = OperatingSystem.IsWindows() ? "Workloads.Notebooks.exe" : "Workloads.Notebooks";
        string[] given = [.. arguments];
        string[] place = given.Contains("--out", StringComparer.Ordinal) ? [] : ["--out", Path.Combine(scratch.Folder, "out")];
        return new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), [.. given, .. place])
        {
            WorkingDirectory = scratch.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
    }

    public static Task<RunResult> RunAsync(Scratch scratch, params IEnumerable<string> arguments) => RunAsync(Start(scratch, arguments));

    public static async Task<RunResult> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new RunResult(process.ExitCode, output, await error);
    }

    /// <summary>The cells of an executed notebook.</summary>
    public static IReadOnlyList<ExecutedCell> Cells(Scratch scratch, string name)
    {
        using var json = JsonDocument.Parse(scratch.Read($"out/{name}.ipynb"));
        return [.. json.RootElement.GetProperty("cells").EnumerateArray().Select(c => new ExecutedCell(c.Clone()))];
    }
}

/// <summary>How the runner ended.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}

/// <summary>A cell as the executed notebook holds it.</summary>
internal sealed record ExecutedCell(JsonElement Json)
{
    public IReadOnlyList<JsonElement> Outputs => [.. Json.GetProperty("outputs").EnumerateArray()];

    public string Source => Joined(Json.GetProperty("source"));

    /// <summary>The console text of one stream.</summary>
    public string Stream(string name = "stdout") =>
        string.Concat(Outputs.Where(o => Type(o) == "stream" && o.GetProperty("name").GetString() == name)
            .Select(o => Joined(o.GetProperty("text"))));

    /// <summary>The shown values and results of one MIME type.</summary>
    public IReadOnlyList<string> Values(string mimeType) =>
        [.. Outputs.Where(o => Type(o) is "display_data" or "execute_result")
            .Select(o => o.GetProperty("data"))
            .Where(d => d.TryGetProperty(mimeType, out _))
            .Select(d => Joined(d.GetProperty(mimeType)))];

    public string? Error => Outputs.Where(o => Type(o) == "error").Select(o => o.GetProperty("evalue").GetString()).SingleOrDefault();

    private static string? Type(JsonElement output) => output.GetProperty("output_type").GetString();

    private static string Joined(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array ? string.Concat(text.EnumerateArray().Select(l => l.GetString())) : text.GetString()!;
}
