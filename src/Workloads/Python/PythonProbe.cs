using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workloads.Python;

/// <summary>What a Python says of itself.</summary>
internal sealed partial record PythonProbe(string Path, Version Version, string Implementation, bool? GilIsOn, bool FreeThreaded,
    string? InterpretersModule)
{
    /// <summary>The build that it tells of.</summary>
    public CPython ToBuild(string foundBy)
    {
        var gil = GilIsOn switch { true => GilState.On, false => GilState.Off, null => GilState.Unknown };
        return new(Path, Version, gil, FreeThreaded, InterpretersModule, foundBy);
    }

    /// <summary>Reads the line of JSON that the probing script prints.</summary>
    /// <exception cref="PythonFailedException">It is anything else.</exception>
    public static PythonProbe Read(Said said)
    {
        if (said.ExitCode != 0)
            throw new PythonFailedException(Invariant($"it ended with exit code {said.ExitCode} when asked for its version."));
        try
        {
            return JsonSerializer.Deserialize(said.Output, Json.Default.PythonProbe) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new PythonFailedException("it does not answer as a Python does.", exception);
        }
    }

    /// <summary>Runs a program to its end, within a deadline.</summary>
    /// <exception cref="PythonFailedException">It could not be started, or did not end in time and was ended.</exception>
    public static async Task<Said> OutputOfAsync(string path, string[] arguments, TimeSpan deadline)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            _ = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            try
            {
                using var limit = new CancellationTokenSource(deadline);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return new(process.ExitCode, await output.WaitAsync(limit.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException exception)
            {
                process.Kill(entireProcessTree: true);
                throw new PythonFailedException(
                    Invariant($"it did not say what it is within {deadline.TotalSeconds:0.###} s and was ended."), exception);
            }
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new PythonFailedException($"it could not be started: {exception.Message}", exception);
        }
    }

    /// <summary>What a program said before it ended.</summary>
    internal sealed record Said(int ExitCode, string Output);

    // Compiled, since every notebook reads it once: reflection would take longer than the Pythons do.
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(PythonProbe))]
    private sealed partial class Json : JsonSerializerContext;
}
