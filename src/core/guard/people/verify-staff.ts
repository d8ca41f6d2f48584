import type { PeopleGuard } from "./guard.ts";

/** 256 words that are easy to say and none of which belongs to a recovery phrase. */
export const PHRASE_WORDS: readonly string[] = (
  "abacus acorn adobe almanac almond amber antler apricot aspen atlas bagel banjo barley basil beacon beetle " +
  "bellow birch biscuit bluebell bobbin bonfire bonnet boulder bramble brook bucket buckle buttercup button camel " +
  "canary candle caramel caravan cardigan carrot cashew cedar cello chapel cherub chestnut cider cinder clover " +
  "cobalt cobble cobweb cocoa comet compass cottage cranberry crimson crocus cucumber cypress daffodil dahlia " +
  "daisy dandelion dapple denim dewdrop drizzle easel ember emerald evergreen falcon feather fennel fern ferry " +
  "fiddle fig finch firefly fjord flamingo flannel flint flute fountain foxglove freckle garland garnet geranium " +
  "gingham ginkgo glacier goblet gondola gooseberry granite gravel hammock harp hazel hazelnut heather hedge heron " +
  "hickory horizon hornet hyacinth indigo iris jasmine jasper jigsaw juniper kayak kestrel kettle kiln kiosk " +
  "lagoon lantern larch lark lattice lavender ledge lemonade lentil lilac lime linen locket loom lotus lynx " +
  "magnolia mallet mandolin marigold marmot marsh meteor minnow mitten moccasin molasses mosaic moss mulberry " +
  "mustard nectar nettle nightingale nutmeg oasis oat oboe onyx opal orchid oriole otter owl pansy papaya paprika " +
  "parsley parsnip pebble peony peppercorn petal pewter pheasant pickle pier pine pistachio plum pomegranate poppy " +
  "porcelain prairie primrose puddle puffin quail quartz quilt quince quiver radish raspberry reed rhubarb robin " +
  "rosemary rowan ruby saffron sage sandal sapphire satchel scarlet seagull sepia sesame shale shamrock shingle " +
  "slate sleet snowdrop sorrel sparrow spindle spruce starling stork sundial sycamore tamarind tambourine " +
  "tangerine tapestry teapot tern thicket thimble thistle thrush thyme topaz trellis trout tulip tundra turnip " +
  "turquoise umber vanilla velour veranda viola violet waffle walrus watermill wicker willow windmill wisteria " +
  "woodpecker wren"
).split(" ");

/** A phrase that only those know to whom the desk gave it: a word for each byte. */
export const phraseFrom = (bytes: Uint8Array): string => [...bytes].map((byte) => PHRASE_WORDS[byte]).join("-");

/** The name of whoever of the staff an account belongs to; null for everybody else's. */
export const staffName = (account: string, { accounts }: PeopleGuard): string | null =>
  accounts.get(account)?.name ?? null;
