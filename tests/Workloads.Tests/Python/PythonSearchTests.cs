using System.Globalization;
using Workloads.Charts;
using Workloads.Interpreter;
using Workloads.Measuring;
using Workloads.Python;

namespace Workloads.Tests;

public sealed class PythonSearchTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task A_python_on_the_path_is_found_with_how_it_was_found()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python3.12", FakePythons.Saying("3.12.7"));
        fakes.Add("bin/python3-config", FakePythons.Saying("3.99.0"));

        var found = await Search(fakes).FindAsync();

        var build = Assert.Single(found.Builds);
        Assert.Equal(new CPython("/fake/python", new(3, 12, 7), GilState.On, IsFreeThreaded: false, InterpretersModule: null,
            "PATH as python3.12"), build);
        Assert.Equal("CPython 3.12.7", build.Name);
        Assert.Empty(found.LeftOut);
    }

    [Fact(Timeout = Limit)]
    public async Task The_versions_of_pyenv_are_found()
    {
        using var fakes = new FakePythons();
        fakes.Add(".pyenv/versions/3.9.18/bin/python", FakePythons.Saying("3.9.18", "/fake/9"));
        fakes.Add(".pyenv/versions/3.14.0/bin/python", FakePythons.Saying("3.14.0", "/fake/14"));
        fakes.Add("elsewhere/versions/3.11.0/bin/python", FakePythons.Saying("3.11.0", "/fake/11"));

        var atHome = await Search(fakes).FindAsync();
        var elsewhere = await Search(fakes, ("PYENV_ROOT", Path.Combine(fakes.Folder, "elsewhere"))).FindAsync();

        Assert.Equal(["CPython 3.9.18", "CPython 3.14.0"], atHome.Builds.Select(build => build.Name), StringComparer.Ordinal);
        Assert.Equal("CPython 3.14.0", atHome.Newest?.Name);
        Assert.Equal("CPython 3.9.18", atHome.Of(3, 9)?.Name);
        Assert.Null(atHome.Of(3, 11));
        Assert.Equal("CPython 3.11.0", Assert.Single(elsewhere.Builds).Name);
    }

    [Fact(Timeout = Limit)]
    public async Task The_shims_of_pyenv_are_not_asked_since_its_versions_are()
    {
        using var fakes = new FakePythons();
        string asked = Path.Combine(fakes.Folder, "asked");
        fakes.Add(".pyenv/shims/python3", $"touch '{asked}'; exit 127");
        fakes.Add(".pyenv/versions/3.12.7/bin/python", FakePythons.Saying("3.12.7"));

        var found = await Search(fakes, ("PATH", Path.Combine(fakes.Folder, ".pyenv", "shims"))).FindAsync();

        Assert.Equal("pyenv", Assert.Single(found.Builds).FoundBy);
        Assert.False(File.Exists(asked));
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_is_reached_in_several_ways_is_found_once()
    {
        using var fakes = new FakePythons();
        string real = fakes.Add("bin/python3.12", FakePythons.Saying("3.12.7"));
        File.CreateSymbolicLink(Path.Combine(fakes.Folder, "bin", "python3"), real);
        fakes.Add("bin/python", FakePythons.Saying("3.12.7"));
        fakes.Add(".pyenv/versions/3.12.7/bin/python", FakePythons.Saying("3.12.7"));

        var found = await Search(fakes).FindAsync();

        Assert.Equal("PATH as python", Assert.Single(found.Builds).FoundBy);
    }

    [Fact(Timeout = Limit)]
    public async Task A_free_threaded_build_says_so_in_its_name()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python3.14t", FakePythons.Saying("3.14.0", gilIsOn: "false", freeThreaded: true));

        var found = await Search(fakes).FindAsync();

        var build = Assert.Single(found.Builds);
        Assert.Equal("CPython 3.14.0t", build.Name);
        Assert.Equal(GilState.Off, build.Gil);
    }

    [Fact(Timeout = Limit)]
    public async Task A_build_that_cannot_tell_its_lock_is_of_unknown_state()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python3.13", FakePythons.Saying("3.13.0", gilIsOn: "null"));

        var found = await Search(fakes).FindAsync();

        Assert.Equal(GilState.Unknown, Assert.Single(found.Builds).Gil);
    }

    [Fact(Timeout = Limit)]
    public async Task A_python_that_hangs_is_ended_and_reported_in_one_line()
    {
        using var fakes = new FakePythons();
        string pid = Path.Combine(fakes.Folder, "pid");
        fakes.Add("bin/python3.10", $"echo $$ > '{pid}.new'; mv '{pid}.new' '{pid}'; exec sleep 60");
        fakes.Add("bin/python3.12", FakePythons.Saying("3.12.7"));

        // Where the machine stands still for as long, all get more time.
        int seconds = 3;
        var found = await Search(fakes, TimeSpan.FromSeconds(seconds)).FindAsync();
        while ((found.Builds.Count == 0 || !File.Exists(pid)) && seconds < 20)
            found = await Search(fakes, TimeSpan.FromSeconds(seconds *= 2)).FindAsync();

        Assert.Equal("CPython 3.12.7", Assert.Single(found.Builds).Name);
        Assert.Equal($"{fakes.Folder}/bin/python3.10: it did not say what it is within {seconds} s and was ended.",
            $"{Assert.Single(found.LeftOut)}");
        await ProcessTree.AssertGoneAsync(
            [int.Parse(await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)]);
    }

    [Theory(Timeout = Limit)]
    [InlineData("echo Welcome to my shell", "it does not answer as a Python does.")]
    [InlineData("echo '{}'", "it does not answer as a Python does.")]
    [InlineData("echo oh no >&2; exit 3", "it ended with exit code 3 when asked for its version.")]
    public async Task A_python_that_does_not_answer_rightly_is_left_out_in_one_line(string script, string reason)
    {
        using var fakes = new FakePythons();
        string path = fakes.Add("bin/python3", script);

        var found = await Search(fakes).FindAsync();

        Assert.Empty(found.Builds);
        Assert.Equal($"{path}: {reason}", $"{Assert.Single(found.LeftOut)}");
    }

    [Fact(Timeout = Limit)]
    public async Task A_python_too_old_and_another_implementation_are_left_out()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python", FakePythons.Saying("3.7.16", "/fake/old"));
        string pypy = fakes.Add("bin/python3.10", FakePythons.Saying("3.10.14", implementation: "PyPy"));

        var found = await Search(fakes).FindAsync();

        Assert.Empty(found.Builds);
        Assert.Equal(["/fake/old: CPython 3.7.16 is too old; 3.8 or later is needed.", $"{pypy}: it is PyPy 3.10.14, not CPython."],
            found.LeftOut.Select(python => $"{python}"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_shim_with_no_python_behind_it_is_passed_over()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python3.12", "echo command not found >&2; exit 127");

        var found = await Search(fakes).FindAsync();

        Assert.Empty(found.Builds);
        Assert.Empty(found.LeftOut);
    }

    [Fact(Timeout = Limit)]
    public async Task What_cannot_be_started_is_reported_in_one_line()
    {
        using var fakes = new FakePythons();
        string path = Path.Combine(fakes.Folder, "nothing-here");

        var found = await Search(fakes, ("WORKLOADS_PYTHON", path)).FindAsync();

        Assert.Empty(found.Builds);
        Assert.StartsWith($"{path}: it could not be started: ", $"{Assert.Single(found.LeftOut)}", StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task The_search_can_be_switched_off_or_given_a_list()
    {
        using var fakes = new FakePythons();
        fakes.Add("bin/python3.12", FakePythons.Saying("3.12.7"));
        string one = fakes.Add("mine/one", FakePythons.Saying("3.9.0", "/fake/one")),
            two = fakes.Add("mine/two", FakePythons.Saying("3.10.0", "/fake/two"));

        var off = await Search(fakes, ("WORKLOADS_PYTHON", "off")).FindAsync();
        var listed = await Search(fakes, ("WORKLOADS_PYTHON", $"{one}{Path.PathSeparator}{two}")).FindAsync();

        Assert.Empty(off.Builds);
        Assert.Null(off.Newest);
        Assert.Equal("no CPython", off.ToString());
        Assert.Equal("CPython 3.9.0, CPython 3.10.0", listed.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task A_python_that_was_asked_before_is_not_asked_again_until_its_file_is_another()
    {
        using var fakes = new FakePythons();
        string asked = Path.Combine(fakes.Folder, "asked"), python = Path.Combine(fakes.Folder, "bin", "python3");
        Task<CPythons> FindAsync() => Search(fakes, new ProbeCache(Path.Combine(fakes.Folder, "probes.json"))).FindAsync();

        fakes.Add("bin/python3", $"echo asked >> '{asked}'\n{FakePythons.Saying("3.11.9", python)}");
        var first = await FindAsync();
        var again = await FindAsync();
        int timesAsked = File.ReadAllLines(asked).Length;
        fakes.Add("bin/python3", FakePythons.Saying("3.12.7", python));
        var replaced = await FindAsync();

        Assert.Equal(Assert.Single(first.Builds), Assert.Single(again.Builds));
        Assert.Equal(1, timesAsked);
        Assert.Equal("CPython 3.12.7", Assert.Single(replaced.Builds).Name);
    }

    [Fact(Timeout = Limit)]
    public async Task A_shim_is_asked_each_time_since_it_may_lead_elsewhere()
    {
        using var fakes = new FakePythons();
        string asked = Path.Combine(fakes.Folder, "asked");
        fakes.Add("bin/python3", $"echo asked >> '{asked}'\n{FakePythons.Saying("3.11.9")}");

        for (int i = 0; i < 2; i++)
            await Search(fakes, new ProbeCache(Path.Combine(fakes.Folder, "probes.json"))).FindAsync();

        Assert.Equal(2, File.ReadAllLines(asked).Length);
    }

    [Theory(Timeout = Limit)]
    [InlineData("rubbish")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task What_was_kept_and_cannot_be_read_is_asked_anew(string kept)
    {
        using var fakes = new FakePythons();
        string file = Path.Combine(fakes.Folder, "probes.json");
        await File.WriteAllTextAsync(file, kept, TestContext.Current.CancellationToken);
        fakes.Add("bin/python3", FakePythons.Saying("3.11.9"));

        var found = await Search(fakes, new ProbeCache(file)).FindAsync();

        Assert.Equal("CPython 3.11.9", Assert.Single(found.Builds).Name);
    }

    [Fact(Timeout = Limit)]
    public async Task A_place_that_cannot_be_written_hinders_nothing()
    {
        using var fakes = new FakePythons();
        string python = fakes.Add("bin/python3", FakePythons.Saying("3.11.9", Path.Combine(fakes.Folder, "bin", "python3")));

        var found = await Search(fakes, new ProbeCache(Path.Combine(python, "probes.json"))).FindAsync();

        Assert.Equal("CPython 3.11.9", Assert.Single(found.Builds).Name);
    }

    [Fact(Timeout = Limit)]
    public async Task The_builds_of_this_machine_are_different_usable_and_exist()
    {
        var builds = await FoundPythons.AllAsync();

        Assert.All(builds, build => Assert.True(File.Exists(build.Path), build.Path));
        Assert.All(builds, build => Assert.True(build.Version >= PythonSearch.OldestUsable, build.Name));
        Assert.All(builds, build => Assert.Equal(build.Version >= new Version(3, 12), build.HasInterpreters));
        Assert.Distinct(builds.Select(build => build.Path), StringComparer.Ordinal);
    }

    private static PythonSearch Search(FakePythons fakes, params (string Name, string Value)[] variables) =>
        new() { Home = fakes.Folder, Variable = name => Look(fakes, variables, name) };

    private static PythonSearch Search(FakePythons fakes, TimeSpan deadline) =>
        new() { Home = fakes.Folder, Variable = name => Look(fakes, [], name), Deadline = deadline };

    private static PythonSearch Search(FakePythons fakes, ProbeCache cache) =>
        new() { Home = fakes.Folder, Variable = name => Look(fakes, [], name), Cache = cache };

    private static string? Look(FakePythons fakes, (string Name, string Value)[] variables, string name) =>
        variables.FirstOrDefault(variable => variable.Name == name).Value ?? (name == "PATH" ? Path.Combine(fakes.Folder, "bin") : null);
}
