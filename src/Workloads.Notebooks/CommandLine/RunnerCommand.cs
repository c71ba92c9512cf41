using System.CommandLine;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>The command line.</summary>
internal sealed class RunnerCommand
{
    /// <summary>How long a cell may run when nothing else is said.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(2);

    /// <summary>How long a run that is cancelled may take to write what it has.</summary>
    private static readonly TimeSpan EndingLimit = TimeSpan.FromSeconds(10);

    private readonly Argument<string[]> _notebooks = new("notebooks")
    {
        Description =
            "Notebooks (.dib, .ipynb), folders of them, or globs such as 'notebooks/**/a*.dib'. None: all in the repository's notebooks folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _timeout = new("--cell-timeout")
    {
        Description = "How long a cell may run: 90 (seconds), 500ms, 60s, 2m, 1h. Usually 2m.",
        HelpName = "time",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Another value for a variable of the parameters cell; may be repeated. A list is written 1,2,3.",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _smoke =
        new("--smoke")
        {
            Description = "The smoke preset of the notebooks' parameters in place of the quick one: whether every cell runs, and no more.",
            Recursive = true
        };

    private readonly Option<bool> _full =
        new("--full")
        {
            Description = "The full preset of the notebooks' parameters in place of the quick one: for the record.",
            Recursive = true
        };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "The folder for pages, executed notebooks and the index. Usually artifacts/notebooks.",
        HelpName = "folder",
    };

    private readonly Option<bool> _requirePackages =
        new("--require-packages") { Description =
            "A package that the package sources lack is a failure, and not a reason to skip the notebook." };

    private readonly Option<bool> _keepGoing =
        new("--keep-going") { Description =
            "Run the cells after one that failed, or wants a missing package, as well; those that need what it would have brought are skipped." };

    private readonly Option<bool> _beside = new("--beside") { Description = "Write the executed .ipynb beside each .dib as well." };

    private readonly Argument<string[]> _ids = new("ids")
    {
        Description = "The claims' numbers, such as A8 B12. None: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _anew = new("--run") { Description = "Measure them now, also where the last run has verdicts." };

    private readonly Command _claims;

    private readonly RootCommand _root;

    public RunnerCommand()
    {
        _claims = new Command("claims",
            "Prints the documents' claims with their verdicts: from the last run, else by running the notebooks that hold them.") { _ids,
            _anew };
        _root = new RootCommand("Runs notebooks without a notebook host, and writes what they show as pages and as executed .ipynb files.")
        {
            _notebooks, _timeout, _set, _smoke, _full, _out, _requirePackages, _keepGoing, _beside, _claims,
        };
    }

    /// <summary>Reads the command line and runs what it asks for.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="run">Runs notebooks.</param>
    /// <param name="claims">Prints claims.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> InvokeAsync(
        string[] args, Func<RunnerOptions, CancellationToken, Task<int>> run, Func<ClaimsOptions, CancellationToken, Task<int>> claims)
    {
        _root.SetAction((result, cancellationToken) => run(Options(result), cancellationToken));
        _claims.SetAction((result, cancellationToken) =>
            claims(new(result.GetValue(_ids) ?? [], result.GetValue(_anew), Preset(result)), cancellationToken));
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
            throw new UsageException(parsed.Errors[0].Message);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndingLimit });
    }

    private RunnerOptions Options(ParseResult result) => new(
        result.GetValue(_notebooks) ?? [],
        [.. (result.GetValue(_set) ?? []).Select(Assignment)],
        Preset(result),
        result.GetValue(_out) is { } folder ? OutFolder(folder) : null,
        result.GetValue(_beside),
        new RunSettings(
            result.GetValue(_timeout) is { } timeout ? Timeout(timeout) : UsualTimeout,
            result.GetValue(_requirePackages),
            result.GetValue(_keepGoing)));

    private string? Preset(ParseResult result) => (result.GetValue(_smoke), result.GetValue(_full)) switch
    {
        (true, true) => throw new UsageException("--smoke --full: one preset can be asked for."),
        (true, _) => Parameters.Smoke,
        (_, true) => Parameters.Full,
        _ => null,
    };

    private static TimeSpan Timeout(string text) => Duration.TryParse(text, out var time)
        ? time
        : throw new UsageException($"--cell-timeout {text}: not a time; allowed are, for example, 90 (seconds), 500ms, 60s, 2m or 1h, up to 24h.");

    private static string OutFolder(string folder) =>
        folder.Length > 0 && !File.Exists(folder)
            ? Path.GetFullPath(folder)
            : throw new UsageException($"--out '{folder}': not a folder.");

    private static KeyValuePair<string, string> Assignment(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? KeyValuePair.Create(text[..equals].Trim(), text[(equals + 1)..].Trim())
            : throw new UsageException($"--set {text}: not an assignment; write --set name=value.");
    }
}
