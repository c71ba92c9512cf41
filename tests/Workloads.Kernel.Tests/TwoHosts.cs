using System.Diagnostics;
using System.Text.Json;

namespace Workloads.Kernel.Tests;

/// <summary>A notebook run by the kernel itself and by the runner, each in a process of its own.</summary>
internal static class TwoHosts
{
    /// <summary>What the kernel makes of a notebook's cells.</summary>
    /// <param name="scratch">Takes what it writes.</param>
    /// <param name="notebook">The notebook.</param>
    /// <param name="folder">The folder that it runs in.</param>
    public static async Task<IReadOnlyList<ShownCell>> InKernelAsync(Scratch scratch, string notebook, string folder)
    {
        var shown = Path.Combine(scratch.Folder, $"{Guid.NewGuid():N}.json");
        await RunAsync("Workloads.Kernel", [notebook, folder, shown], expected: [0]);
        return JsonSerializer.Deserialize<List<ShownCell>>(await File.ReadAllTextAsync(shown, TestContext.Current.CancellationToken))!;
    }

    /// <summary>What the runner makes of the notebooks that its arguments name: the folder of executed ones.</summary>
    public static async Task<string> InRunnerAsync(Scratch scratch, params IEnumerable<string> arguments)
    {
        var folder = Path.Combine(scratch.Folder, "executed");
        await RunAsync("Workloads.Notebooks", [.. arguments, "--keep-going", "--out", folder], expected: [0, 1]);
        return folder;
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments, int[] expected)
    {
        var path = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{program}.exe" : program);
        using var process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(expected.Contains(process.ExitCode), $"{program} ended with {process.ExitCode}.\n{output}\n{await error}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
