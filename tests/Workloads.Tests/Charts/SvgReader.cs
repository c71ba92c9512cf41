using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workloads.Interpreter;

namespace Workloads.Tests;

/// <summary>Reads our SVG strictly, as XML, and finds every place that something is drawn at.</summary>
internal sealed partial class SvgReader
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgReader(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        double[] box = [.. Root.Attribute("viewBox")!.Value.Split(' ')
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        (Width, Height) = (box[2], box[3]);
    }

    public XElement Root { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<string> Texts =>
        [.. Root.Descendants(Svg + "text").Select(text => text.Nodes().OfType<XText>().FirstOrDefault()?.Value ?? "")];

    public IEnumerable<XElement> All(string name, string? kind = null) =>
        Root.Descendants(Svg + name)
            .Where(element => kind is null || (element.Attribute("class")?.Value.Split(' ').Contains(kind) ?? false));

    /// <summary>The marks of points: those that have a hover text, which the legend's have not.</summary>
    public IEnumerable<XElement> Marks => All("use").Where(use => use.HasElements);

    public IEnumerable<(double X, double Y)> Places()
    {
        foreach (XElement element in Root.Descendants().Where(element => element.Ancestors(Svg + "defs").FirstOrDefault() is null))
        {
            switch (element.Name.LocalName)
            {
                case "path":
                    foreach (var place in PathPlaces(element.Attribute("d")!.Value))
                        yield return place;
                    break;
                case "rect" when element.Attribute("x") is not null:
                    yield return (Number(element, "x"), Number(element, "y"));
                    yield return (Number(element, "x") + Number(element, "width"), Number(element, "y") + Number(element, "height"));
                    break;
                case "use" or "text":
                    yield return (Number(element, "x"), Number(element, "y"));
                    break;
                case "circle":
                    yield return (Number(element, "cx"), Number(element, "cy"));
                    break;
            }
        }
    }

    public static IReadOnlyList<(double X, double Y)> PathPlaces(string data)
    {
        var places = new List<(double X, double Y)>();
        double x = 0, y = 0;
        foreach (Match command in Commands().Matches(data))
        {
            double[] numbers = [.. Numbers().Matches(command.Groups["numbers"].Value)
                .Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];
            switch (command.Groups["letter"].Value)
            {
                case "M" or "L":
                    for (int index = 0; index + 1 < numbers.Length; index += 2)
                        places.Add((x, y) = (numbers[index], numbers[index + 1]));
                    break;
                case "l":
                    for (int index = 0; index + 1 < numbers.Length; index += 2)
                        places.Add((x, y) = (x + numbers[index], y + numbers[index + 1]));
                    break;
                case "H":
                    places.Add((x = numbers[0], y));
                    break;
                case "h":
                    places.Add((x += numbers[0], y));
                    break;
                case "V":
                    places.Add((x, y = numbers[0]));
                    break;
                case "z":
                    break;
                default:
                    throw new FormatException($"The path has a command that is not known: {command.Value}");
            }
        }

        return places;
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<letter>[A-Za-z])(?<numbers>[^A-Za-z]*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Commands();

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Numbers();
}
