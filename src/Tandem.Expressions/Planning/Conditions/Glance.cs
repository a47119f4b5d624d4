namespace Tandem.Expressions.Planning.Conditions;

/// <summary>What a first look at a condition says.</summary>
internal enum Glance
{
    /// <summary>A fact that was not asked for yet, or of another kind than most: a second, whole look is needed.</summary>
    Unsure = -1,

    False = 0,

    True = 1,
}
