using Spectre.Console;
using Workloads.Benchmarks;
using Workloads.Benchmarks.CommandLine;

return await BenchmarksCommand.RunAsync(args, Catalog.Goals, AnsiConsole.Console);
