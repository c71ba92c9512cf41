using System.Text;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Benchmarks;

/// <summary>README's picture: from which size of a call on threads and processes pay, in .NET and in CPython.</summary>
internal static class ReadmePicture
{
    /// <summary>The command that writes it.</summary>
    public const string Command = "dotnet run -c Release --project src/Workloads.Benchmarks -- picture docs/scaling.svg";

    /// <summary>Measures document 000's calls with the repeats of the full preset. All pools are started before the clock.</summary>
    /// <param name="cancellationToken">Ends it with what there is; no process is left.</param>
    public static async Task<SweepResult> MeasureAsync(CancellationToken cancellationToken)
    {
        CPython? python = (await CPythons.FindAsync(cancellationToken)).Newest;
        ExecutionModel[] ours = [new SequentialModel(), new ThreadPoolModel(), new ProcessPoolModel()];
        ExecutionModel[] theirs =
            python is null ? []
                : [new PythonModel(python, PythonPool.OneThread), new PythonModel(python, PythonPool.Threads),
                    new PythonModel(python, PythonPool.Processes)];
        try
        {
            var sweep = new Sweep
            {
                Workload = Workload.Fibonacci,
                Sizes = [10, 12, 15, 18, 20, 22, 25],
                Callers = [1_000],
                Models = ours,
                Repeats = 15
            };
            SweepResult result = await sweep.RunAsync(cancellationToken);
            return theirs.Length == 0 ? result
                : result.With(await (sweep with { Sizes = [10, 15, 20, 25], Models = theirs, Repeats = 9 }).RunAsync(cancellationToken));
        }
        finally
        {
            foreach (ExecutionModel model in (ExecutionModel[])[.. ours, .. theirs])
                await model.DisposeAsync();
        }
    }

    /// <summary>The picture of a measurement.</summary>
    public static Figure Of(SweepResult result) => result.SpeedUpBySize() with
    {
        X = new("n of fib(n), the size of a call"),
        Caption = $"{result.Machine.Summary}. Pools are started before the clock. Dashed: CPython, against its own one thread.",
    };

    /// <summary>Writes it for a wide place, and beside it, with <c>-narrow</c> in its name, for a narrow one.</summary>
    public static void Write(SweepResult result, string path)
    {
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Of(result).ToSvg()));
        AtomicFile.Write($"{Path.ChangeExtension(path, null)}-narrow.svg", Encoding.UTF8.GetBytes(Of(result).ToSvg(narrow: true)));
    }
}
