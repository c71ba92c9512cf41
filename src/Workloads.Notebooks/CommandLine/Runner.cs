using Spectre.Console;
using Workloads.Notebooks.Cells;
using Workloads.Notebooks.Claims;
using Workloads.Notebooks.Documents;
using Workloads.Notebooks.Pages;
using Workloads.Notebooks.Runs;

namespace Workloads.Notebooks.CommandLine;

/// <summary>Runs the notebooks that a command line asks for, one after the other, and writes their pages.</summary>
internal sealed class Runner(RunnerOptions options, IAnsiConsole console, TextWriter error)
{
    private const int WrongUse = 2;

    /// <summary>The claims with what the run has shown of them; none before the run.</summary>
    public IReadOnlyList<ScoredClaim> Claims { get; private set; } = [];

    /// <param name="cancellationToken">Ends the run; what it has is written.</param>
    /// <param name="withClaims">Whether the terminal shows the claims' verdicts in the end.</param>
    /// <returns>The exit code: 0 all ran, 1 a cell failed, 2 a file that is no notebook or a folder that cannot be read, 3 a deadline
    /// passed; the highest wins.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken, bool withClaims = true)
    {
        var repository = NotebookFinder.FindRepository(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        var finder = new NotebookFinder(Directory.GetCurrentDirectory(), repository);
        var (documents, problems) = Read(finder.Find(options.Targets));
        foreach (var problem in finder.Problems.Concat(problems))
            error.WriteLine(problem);
        var exitCode = finder.Problems.Any() || problems.Count > 0 ? WrongUse : 0;
        documents = new Parameters(options.Parameters, options.Preset).Apply(documents);
        var runs = documents.Select(d => new NotebookRun(d, finder.NameOf(d.Path), finder.Order.ChapterOf(d.Path))).ToList();
        if (runs.Count == 0)
            return exitCode;

        var site = CreateSite(options.Out ?? Path.Combine(repository ?? Directory.GetCurrentDirectory(), "artifacts", "notebooks"), runs,
            runs.Exists(run => finder.IsOwn(run.Document.Path)) ? ClaimCatalog.Read(repository) : []);
        var progress = new ConsoleProgress(console, runs);
        await progress.ShowAsync(async () =>
        {
            using var processes = new NotebookProcesses();
            foreach (var (i, run) in runs.Index())
            {
                var saving = new SavingProgress(progress, site);
                try
                {
                    await new NotebookRunner(options.Settings, saving).RunAsync(run, processes.Take(run), StartNext, cancellationToken);
                }
                finally
                {
                    // A run that is cancelled leaves what it has.
                    saving.Save(run);
                }

                SaveBeside(run);
                exitCode = Math.Max(exitCode, run.ExitCode(options.Settings.KeepGoing));

                Task StartNext() => i + 1 < runs.Count ? processes.StartAsync(runs[i + 1]) : Task.CompletedTask;
            }
        });

        // Once more, now that every title is known.
        foreach (var run in runs)
            site.Write(run);
        site.WriteIndex();
        Claims = site.Claims;
        progress.Summarise(withClaims ? Claims : [], site.IndexPath);
        return exitCode;
    }

    private static Site CreateSite(string folder, IReadOnlyList<NotebookRun> runs, IReadOnlyList<Claim> catalog)
    {
        try
        {
            return new Site(folder, runs, catalog);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: pages cannot be written there ({e.Message.TrimEnd('.')}); --out names another folder.");
        }
    }

    /// <summary>Reads notebooks; the others are named in a line each.</summary>
    public static (IReadOnlyList<NotebookDocument> Documents, IReadOnlyList<string> Problems) Read(IReadOnlyList<string> paths)
    {
        var documents = new List<NotebookDocument>();
        var problems = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                documents.Add(NotebookReader.Read(path));
            }
            catch (InvalidNotebookException e)
            {
                problems.Add(e.Message);
            }
        }

        return (documents, problems);
    }

    private void SaveBeside(NotebookRun run)
    {
        if (options.Beside && Path.GetExtension(run.Document.Path).Equals(".dib", StringComparison.OrdinalIgnoreCase))
            IpynbWriter.Write(run, Path.ChangeExtension(run.Document.Path, ".ipynb"));
    }
}
