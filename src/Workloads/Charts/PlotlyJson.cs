namespace Workloads.Charts;

internal static class PlotlyJson
{
    public static string Of(Figure figure) => throw new NotSupportedException(figure.Title);
}
