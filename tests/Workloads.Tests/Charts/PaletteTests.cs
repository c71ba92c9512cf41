using Workloads.Charts;
using Workloads.Models;
using Workloads.Processes;
using Workloads.Python;

namespace Workloads.Tests;

public sealed class PaletteTests
{
    [Fact]
    public async Task Every_execution_model_has_a_colour_of_its_own()
    {
        await using var processes = new ProcessPoolModel();
        string[] models = [.. ExecutionModel.InProcess.Select(model => model.Name), processes.Name, "interpreters", "task queue"];

        int?[] colours = [.. models.Select(Palette.Of)];

        Assert.DoesNotContain(null, colours);
        Assert.Equal(models.Length, colours.Distinct().Count());
    }

    [Fact]
    public void Every_pool_of_CPython_has_the_colour_of_its_model_wherever_it_starts()
    {
        string[] names = [.. from pool in Enum.GetValues<PythonPool>() from inside in (bool[])[false, true]
            select PythonModel.NameOf(pool, inside && !PythonModel.HasNoPool(pool))];

        Assert.All(names, name => Assert.NotNull(Palette.Of(name)));
        Assert.Equal(Palette.Of("processes"), Palette.Of("processes with start-up (CPython 3.13.0)"));
    }

    [Fact]
    public void What_is_no_model_has_no_colour_of_its_own() => Assert.Null(Palette.Of("ideal"));
}
