import type { components } from './schema';

// The shapes of the API by the names that the pages use. They are the server's own: `npm run types` makes schema.ts
// out of its OpenAPI document.
type Schemas = components['schemas'];

/** A part of a list; `next` asks for the part that follows. */
export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type Problem = Schemas['Error'];
export type Clock = Schemas['ClockModel'];
export type Overview = Schemas['OverviewModel'];

export type Identity = Schemas['IdentityModel'];
export type CustomerSummary = Schemas['CustomerSummary'];
export type Customer = Schemas['CustomerModel'];
export type View = Schemas['ViewModel'];
export type TraitHistory = Schemas['TraitHistoryModel'];
export type TimelineItem = Schemas['TimelineItemModel'];
export type Erasure = Schemas['ErasureModel'];
export type Account = Schemas['AccountModel'];
export type AccountMember = Schemas['AccountMemberModel'];

export type Explanation = Schemas['ExplanationModel'];
export type Membership = Schemas['MembershipAnswer'];
export type Segment = Schemas['SegmentModel'];
export type PastSecond = Schemas['PastSecondModel'];
export type ShardList = Schemas['ShardList'];
export type ToDo = Schemas['ToDoModel'];
export type SegmentSizes = Schemas['SegmentSizes'];
export type SegmentOverlap = Schemas['SegmentOverlap'];
export type RuleChecked = Schemas['RuleChecked'];
export type RuleCount = Schemas['RuleCount'];
export type RuleSample = Schemas['RuleSample'];
export type SampledCustomer = Schemas['SampledCustomer'];
export type KnownNames = Schemas['KnownNameList'];
export type KnownName = Schemas['KnownNameModel'];
export type Journey = Schemas['JourneyModel'];
export type JourneyStep = Schemas['JourneyStepModel'];

export type Estimate = Schemas['Estimate'];
export type Campaign = Schemas['CampaignModel'];
export type CampaignArm = Schemas['ArmModel'];
export type CampaignGoal = Schemas['GoalModel'];
export type ArmGoal = Schemas['ArmGoalModel'];
export type CampaignPreview = Schemas['CampaignPreview'];

export type MessageSummary = Schemas['MessageSummary'];
export type Message = Schemas['MessageDetail'];
export type Suppression = Schemas['SuppressionView'];
export type Workspace = Schemas['WorkspaceView'];

export type Source = Schemas['SourceModel'];
export type SourceItem = Schemas['SourceItemModel'];
export type Interaction = Schemas['InteractionModel'];
export type WayStep = Schemas['WayStepModel'];
export type InteractionChanges = Schemas['ChangesModel'];
export type Outcome = Schemas['OutcomeModel'];
export type Reject = Schemas['RejectModel'];
export type RejectDetail = Schemas['RejectDetailModel'];
export type RejectReason = Schemas['RejectReasonModel'];
export type RejectCheck = Schemas['RejectCheckModel'];
export type RejectSent = Schemas['RejectSentModel'];
export type Mended = Schemas['MendedModel'];

export type Definition = Schemas['DefinitionModel'];
export type Published = Schemas['DefinitionPublished'];

/** The kinds that the console has pages for. */
export type DefinitionKind = 'segment' | 'journey' | 'campaign' | 'template' | 'identity';
