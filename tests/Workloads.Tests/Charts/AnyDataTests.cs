using FsCheck;
using FsCheck.Fluent;
using Workloads.Charts;
using Workloads.Interpreter;

namespace Workloads.Tests;

/// <summary>Whatever the data, the drawing is well-formed and stays within its bounds.</summary>
public sealed class AnyDataTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void Any_numbers_give_a_drawing_that_stays_within_its_bounds()
    {
        var anything = ArbMap.Default.ArbFor<double>().Generator.ListOf();
        var scales = Gen.Elements(AxisScale.Linear, AxisScale.Log10, AxisScale.Log2);

        Prop.ForAll(
            Gen.Zip(Gen.Zip(anything, anything), Gen.Zip(scales, scales)).ToArbitrary(),
            drawn =>
            {
                var ((xs, ys), (xScale, yScale)) = drawn;
                int count = Math.Min(xs.Count, ys.Count);
                var figure = new Figure("any")
                {
                    X = new("x") { Scale = xScale },
                    Y = new("y") { Scale = yScale, Unit = Unit.Seconds },
                    Series =
                    [
                        new Line("line", xs.Take(count), ys.Take(count), ys.Take(count).Select(y => y / 2),
                            ys.Take(count).Select(y => y * 2)),
                        new Points("points", ys.Take(count), xs.Take(count)),
                    ],
                    Lines = [.. xs.Take(1).Select(x => ReferenceLine.AtX(x, "here")),
                        .. ys.Take(1).Select(y => ReferenceLine.AtY(y, "there"))],
                    Annotations = [.. xs.Take(count).Zip(ys, (x, y) => new Annotation(x, y, "look")).Take(2)],
                };

                StaysWithin(figure);
            }).Check(Quick);
    }

    [Fact]
    public void Any_axis_ends_give_a_drawing_that_stays_within_its_bounds()
    {
        var ends = ArbMap.Default.ArbFor<double>().Generator;

        Prop.ForAll(
            Gen.Zip(Gen.Zip(ends, ends), Gen.Zip(ends, ends)).ToArbitrary(),
            drawn =>
            {
                var ((xMin, xMax), (yMin, yMax)) = drawn;
                StaysWithin(new Figure("ends")
                {
                    X = new("x") { Min = xMin, Max = xMax },
                    Y = Axis.Log("y") with { Min = yMin, Max = yMax },
                    Series = [new Line("line", (1, 1), (2, 100), (3, 0.01), (4, 5)), new Line("steps", (0, 2), (5, 3)) { Steps = true }],
                });
            }).Check(Quick);
    }

    [Fact]
    public void Any_bars_and_spans_give_a_drawing_that_stays_within_its_bounds()
    {
        var numbers = ArbMap.Default.ArbFor<double>().Generator.ListOf();
        var names = ArbMap.Default.ArbFor<string>().Generator.ListOf();

        Prop.ForAll(
            Gen.Zip(numbers, names).ToArbitrary(),
            drawn =>
            {
                var (values, texts) = drawn;
                string[] labels = [.. values.Select((_, index) => texts.Count == 0 ? "" : texts[index % texts.Count] ?? "")];
                StaysWithin(new Figure(
                    "bars") { Series = [new Bars("bars", labels, values), new Bars("more", labels, values, values, values)] });
                StaysWithin(new Figure("across") { Y = Axis.LogTime(), BarsAcross = true, Series = [new Bars("bars", labels, values)] });
                StaysWithin(new Figure("spans")
                {
                    X = Axis.Time(),
                    Series = [new Lanes("spans",
                        [.. values.Select((value, index) => new LaneSpan(labels[index], value, value + (index * 1.5), labels[index]))])]
                });
            }).Check(Quick);
    }

    private static void StaysWithin(Figure figure)
    {
        var svg = new SvgReader(figure.ToSvg());
        foreach (var (x, y) in svg.Places())
        {
            Assert.InRange(x, -0.1, svg.Width + 0.1);
            Assert.InRange(y, -0.1, svg.Height + 0.1);
        }

        using var json = System.Text.Json.JsonDocument.Parse(figure.ToPlotlyJson());
        Assert.Equal(System.Text.Json.JsonValueKind.Object, json.RootElement.GetProperty("layout").GetProperty("template").ValueKind);
        Assert.NotEmpty(figure.ToHtml());
        Assert.NotEmpty(figure.ToString());
    }
}
