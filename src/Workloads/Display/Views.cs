using System.Reflection;
using System.Runtime.CompilerServices;
using Workloads.Charts;
using Workloads.Html;
using Workloads.Measurement;
using Workloads.Measurement.Costs;
using Workloads.Measurement.Pools;
using Workloads.Measurement.Rooflines;
using Workloads.Measurement.Scaling;
using Workloads.Processes;

namespace Workloads.Display;

/// <summary>Registers how results of the folders to the left are shown: they know the convention, and not this folder.</summary>
internal static class Views
{
    /// <summary>Runs when the library is loaded, before anything in it can be shown.</summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Notebooks load the library and show its results; nobody would call a registration.")]
    internal static void Register()
    {
        // Started as a program the library shows nothing, and a worker's start is measured.
        if (Assembly.GetEntryAssembly() == typeof(Views).Assembly)
            return;
        RegisterAll();
    }

    private static void RegisterAll()
    {
        HtmlView.Register<SweepResult>(Of);
        HtmlView.Register<CrossoverResult>(result => new Stack(new Callout(result.ToString()), result.ToFigure(), result.ToTable()));
        HtmlView.Register<FleetResult>(result => result.ToTable());
        HtmlView.Register<PayloadSeries>(series => new Stack(series.ToFigure(), series.ToTable()));
        HtmlView.Register<PoolFigures>(figures => PoolFigures.Together(figures));
        HtmlView.Register<PoolStages>(stages => stages.ToTable());
        HtmlView.Register<MachineFacts>(machine => machine.ToTable());
        HtmlView.Register<WaitingCurves>(curves => new Stack(curves.TimeByWaits(), curves.MemoryByWaits(), curves.ToTable()));
        HtmlView.Register<RooflineResult>(result => new Stack(result.ToFigure(), result.ToTable()));
        HtmlView.Register<ScalingCurve>(curve => new Stack(curve.ToFigure(), curve.Fits.ToTable()));
        HtmlView.Register<ScalingFit>(fit => ((ScalingFit[])[fit]).ToFigure());
    }

    private static IDisplayable Of(SweepResult result)
    {
        if (result.Rows.Count == 0)
            return Callout.LeftOut("Nothing was measured.");
        IDisplayable figure = result.Sizes.Count > 1 && result.Callers.Count is > 1 and <= 4
            ? new FigureGrid([.. result.Callers.Select(callers => result.TimeBySize(callers) with { Caption = "" })]) { Caption = result.Machine.Summary }
            : result.Sizes.Count > 1 ? result.TimeBySize()
            : result.Callers.Count > 1 ? result.TimeByCallers()
            : result.TimePerCall();
        return new Stack(figure, result.ToTable());
    }
}
