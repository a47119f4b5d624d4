using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Bench.Shop;

/// <summary>A shopper's traits as rules read them.</summary>
public sealed class ShopperFacts : FactSource
{
    private static readonly Value Missing = Value.Of(new Primitives.Error("no_such_key", "There is no such trait."));

    private Shopper shopper = null!;

    public ShopperFacts Of(Shopper someone)
    {
        Forget();
        shopper = someone;
        return this;
    }

    protected override Value Read(Fact fact) => fact.Name switch
    {
        "age" => Value.Of(shopper.Age),
        "spend" => Value.Of(shopper.Spend),
        "visits" => Value.Of(shopper.Visits),
        "country" => Value.Of(shopper.Country),
        "plan" => Value.Of(shopper.Plan),
        "newsletter" => Value.Of(shopper.Newsletter),
        _ => Missing,
    };
}
