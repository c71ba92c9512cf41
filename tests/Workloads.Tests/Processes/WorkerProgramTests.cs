using Workloads.Processes;

namespace Workloads.Tests;

public sealed class WorkerProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-tests-").FullName;
    private readonly string _suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_apphost_beside_the_library_runs_on_the_running_runtime()
    {
        string library = Library(appHost: true), root = Runtime("running");

        WorkerProgram program = WorkerProgram.Find(Surroundings(library, root));

        Assert.Equal(Path.ChangeExtension(library, null) + _suffix, program.FileName);
        Assert.Empty(program.Arguments);
        Assert.Equal(root, program.StartInfo("x").Environment["DOTNET_ROOT"]);
    }

    [Fact]
    public void Without_an_apphost_the_running_runtimes_dotnet_executes_the_library()
    {
        string library = Library(appHost: false), root = Runtime("running");

        WorkerProgram program = WorkerProgram.Find(Surroundings(library, root));

        Assert.Equal(Path.Combine(root, "dotnet" + _suffix), program.FileName);
        Assert.Equal(["exec", library, "worker", "1"], program.StartInfo("worker", "1").ArgumentList);
    }

    [Fact]
    public void An_apphost_that_may_not_be_executed_is_passed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file needs that right there.");
        string library = Library(appHost: true), root = Runtime("running");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.ChangeExtension(library, null), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        WorkerProgram program = WorkerProgram.Find(Surroundings(library, root));

        Assert.Equal(Path.Combine(root, "dotnet"), program.FileName);
        Assert.Equal(["exec", library], program.Arguments);
    }

    [Fact]
    public void A_host_that_brings_its_own_runtime_is_helped_by_the_variable()
    {
        string library = Library(appHost: true), root = Runtime("other");
        string selfContained = Directory.CreateDirectory(Path.Combine(_folder, "a", "b", "c", "d")).FullName;

        WorkerProgram program = WorkerProgram.Find(new(library, selfContained, name => name == "DOTNET_ROOT" ? root : null));

        Assert.Equal(root, program.DotnetRoot);
    }

    [Fact]
    public void A_link_on_the_path_leads_to_the_runtime()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        string library = Library(appHost: true), root = Runtime("installed"),
            bin = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(bin, "dotnet"), Path.Combine(root, "dotnet"));

        WorkerProgram program = WorkerProgram.Find(new(library, "", name => name == "PATH" ? bin : null));

        Assert.Equal(root, program.DotnetRoot);
    }

    [Fact]
    public void What_is_nowhere_is_reported_with_the_places_where_it_was_looked_for()
    {
        string library = Library(appHost: true);

        var error = Assert.Throws<FileNotFoundException>(
            () => WorkerProgram.Find(new(library, "", name => name == "PATH" ? "/one:/two".Replace(':', Path.PathSeparator) : null)));

        Assert.Contains("/one, /two", error.Message, StringComparison.Ordinal);
        Assert.Contains("DOTNET_ROOT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_without_its_runtimeconfig_is_reported()
    {
        var error = Assert.Throws<FileNotFoundException>(
            () => WorkerProgram.Find(new(Path.Combine(_folder, "Workloads.dll"), "", _ => null)));

        Assert.Contains("Workloads.runtimeconfig.json", error.Message, StringComparison.Ordinal);
    }

    private static WorkerSurroundings Surroundings(string library, string root) =>
        new(library, Path.Combine(root, "shared", "Microsoft.NETCore.App", "10.0.0") + Path.DirectorySeparatorChar, _ => null);

    private string Library(bool appHost)
    {
        foreach (string name in appHost ? new[] { "Workloads.dll", "Workloads.runtimeconfig.json", "Workloads" + _suffix }
            : ["Workloads.dll", "Workloads.runtimeconfig.json"])
            File.WriteAllText(Path.Combine(_folder, name), "");
        if (appHost && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "Workloads"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Path.Combine(_folder, "Workloads.dll");
    }

    private string Runtime(string name)
    {
        string root = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        Directory.CreateDirectory(Path.Combine(root, "host", "fxr"));
        Directory.CreateDirectory(Path.Combine(root, "shared", "Microsoft.NETCore.App", "10.0.0"));
        File.WriteAllText(Path.Combine(root, "dotnet" + _suffix), "");
        return root;
    }
}
