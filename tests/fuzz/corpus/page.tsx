import Link from 'next/link';
import { shop } from "@/data/shop";

export const metadata = { title: 'Kettles that do not drip' };

function Price({ value = 3, ...rest }: { value?: number }) {
  return <span {...rest}>{value > 3 ? <b>{value} €</b> : `${value} €`}</span>;
}

export default function Page(): JSX.Element {
  const spout = /[<{"]/.test("a") ? "long" : 'short';
  return (
    <>
      <h1>Kettles that don&apos;t drip</h1>
      <p>
        The first one has a {spout} spout.{' '}
        <Link href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20" rel={"nofollow"}>See it</Link>
        <Price value={4} />
      </p>
      {shop.map(({ url, name }) => <a key={name} href={url}>{name}</a>)}
      <style jsx>{`p { margin: 0 }`}</style>
      {/* We may earn a commission. */}
    </>
  );
}
