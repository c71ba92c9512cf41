using System.Text;
using System.Xml.Linq;
using Workloads.Interpreter;
using Workloads.Topics;

namespace Workloads.Tests;

public class FlagDrawingTests
{
    [Fact]
    public void Twenty_countries_have_a_flag_each_and_no_two_the_same()
    {
        var drawings = Country.All.Select(country => Encoding.UTF8.GetString(FlagDrawing.Of(country.Code).Span)).ToList();

        Assert.Equal(20, drawings.Count);
        Assert.Distinct(drawings);
    }

    [Fact]
    public void Every_flag_is_well_formed_and_names_its_country() => Assert.All(Country.All, country =>
    {
        XElement svg = XElement.Parse(Encoding.UTF8.GetString(FlagDrawing.Of(country.Code).Span));

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(country.Name, svg.Elements().First().Value);
    });

    [Fact]
    public void A_code_without_a_flag_is_refused_with_those_there_are() =>
        Assert.Contains("CN, IN, US", Assert.Throws<ArgumentException>(() => FlagDrawing.Of("XX")).Message);
}
